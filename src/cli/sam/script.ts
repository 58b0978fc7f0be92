/**
 * What runs in a Python that has SAM's translator (https://pypi.org/project/aws-sam-translator/): a request as JSON comes in,
 * an answer as JSON goes out. It reads no file, and a call of the network ends it: nothing of a template leaves the machine.
 * Exit code 3: this Python does not have the translator.
 */
export const NO_TRANSLATOR = 3;

export const SCRIPT = `
import sys
sys.path[:] = [folder for folder in sys.path if folder]  # -c puts the working directory first, which may hold a boto3 of a function

import json, os, socket

answer_to = os.dup(1)
os.dup2(2, 1)  # what a library prints is no answer

def refuse(*_, **__):
    raise OSError("SafeDeploy allows the translator no network")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.getaddrinfo = refuse

try:
    import samtranslator
    from samtranslator.model.exceptions import ExceptionWithMessage
    from samtranslator.parser.parser import Parser
    from samtranslator.plugins.application.serverless_app_plugin import ServerlessAppPlugin
    from samtranslator.translator.arn_generator import ArnGenerator
    from samtranslator.translator.translator import Translator
    from samtranslator.utils.py27hash_fix import to_py27_compatible_template, undo_mark_unicode_str_in_template
except ImportError:
    sys.exit(${NO_TRANSLATOR})


class Policies(dict):
    """Names of AWS managed policies that the translator does not know itself, and asks IAM for."""

    def get(self, name, default=None):
        return "arn:%s:iam::aws:policy/%s" % (ArnGenerator.get_partition_name(), name)


class Applications(ServerlessAppPlugin):
    """Asks the Serverless Application Repository nothing."""

    def on_before_transform_template(self, template_dict):
        pass


def id_of(cause):
    found = getattr(cause, "_logical_id", None)
    return found[0] if isinstance(found, list) and found else found


def where(fault):
    trace = fault.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return "%s, line %d" % (os.path.basename(trace.tb_frame.f_code.co_filename), trace.tb_lineno)


def translate(request):
    template, parameters = request["template"], request["parameters"]
    to_py27_compatible_template(template, parameters)  # ids that are hashes come out as CloudFormation's
    translator = Translator(None, Parser(), plugins=[Applications(parameters=parameters)])
    made = translator.translate(template, parameters, get_managed_policy_map=lambda: Policies(any="any"))
    return undo_mark_unicode_str_in_template(made)


try:
    answer = {"template": translate(json.load(sys.stdin))}
except ExceptionWithMessage as fault:
    answer = {"errors": [{"id": id_of(each), "message": each.message} for each in getattr(fault, "causes", [fault])]}
except Exception as fault:  # its words may hold values
    answer = {"fault": "%s in %s of version %s" % (type(fault).__name__, where(fault), samtranslator.__version__)}

with os.fdopen(answer_to, "w", encoding="utf-8") as out:
    json.dump(answer, out, default=str)
`;

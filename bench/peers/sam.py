# Times AWS SAM's translator on the template of standard input: sam.py ROUNDS. Prints milliseconds and the number of resources as JSON.
import copy
import json
import platform
import sys
import time

from samtranslator import __version__
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

# the managed policies come from IAM, which is asked once in a process: none is used here
translator = Translator({}, Parser())
template = json.load(sys.stdin)
times = []
for _ in range(int(sys.argv[1])):
    given = copy.deepcopy(template)
    started = time.perf_counter()
    output = translator.translate(given, {"Stage": "prod"})
    times.append((time.perf_counter() - started) * 1000)
version = f"aws-sam-translator {__version__}, Python {platform.python_version()}"
print(json.dumps({"times": times, "resources": len(output["Resources"]), "version": version}))

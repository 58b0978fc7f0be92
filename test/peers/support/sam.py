# Translates the SAM template of standard input, which is JSON, and prints what CloudFormation would get.
import json
import sys

from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

# the managed policies come from IAM, which has none that the examples use
json.dump(Translator({}, Parser()).translate(json.load(sys.stdin), {}), sys.stdout)

"""A small client of Lambda's Runtime API for Python. AWS_LAMBDA_RUNTIME_API=host:port python client.py file.function"""
import http.client
import importlib
import json
import os
import sys
import time
import traceback
from types import SimpleNamespace

API = os.environ["AWS_LAMBDA_RUNTIME_API"]
BASE = "/2018-06-01/runtime"


def ask(method: str, path: str, value=None) -> tuple[http.client.HTTPMessage, bytes]:
    sys.stdout.flush()
    connection = http.client.HTTPConnection(API)
    connection.request(method, f"{BASE}/{path}", None if method == "GET" else json.dumps(value))
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.headers, body


def fault() -> dict:
    kind, error, trace = sys.exc_info()
    return {"errorType": kind.__name__, "errorMessage": str(error), "stackTrace": traceback.format_tb(trace)}


sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
try:
    module, _, name = sys.argv[1].rpartition(".")
    handler = getattr(importlib.import_module(module.replace("/", ".")), name)
except Exception:
    ask("POST", "init/error", fault())
    sys.exit(1)

while True:
    headers, body = ask("GET", "invocation/next")
    request, deadline = headers["Lambda-Runtime-Aws-Request-Id"], int(headers["Lambda-Runtime-Deadline-Ms"])
    context = SimpleNamespace(
        aws_request_id=request,
        invoked_function_arn=headers["Lambda-Runtime-Invoked-Function-Arn"],
        function_name=os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        function_version=os.environ["AWS_LAMBDA_FUNCTION_VERSION"],
        memory_limit_in_mb=os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
        log_group_name=os.environ["AWS_LAMBDA_LOG_GROUP_NAME"],
        log_stream_name=os.environ["AWS_LAMBDA_LOG_STREAM_NAME"],
        get_remaining_time_in_millis=lambda deadline=deadline: deadline - int(time.time() * 1000),
    )
    try:
        ask("POST", f"invocation/{request}/response", handler(json.loads(body), context))
    except Exception:
        ask("POST", f"invocation/{request}/error", fault())

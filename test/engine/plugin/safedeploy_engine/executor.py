"""Runs a function as a process of this machine, under Lambda's own runtime client where there is one, in place of a container.

The process asks the Runtime API that is served here for its events: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""
import json
import os
import queue
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from localstack import config
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.plugins import RuntimeExecutorPlugin
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from .settings import NODE, NODE_CLIENT, NODE_MODULES, PYTHON_CLIENT

STARTS_WITHIN = 30


class ProcessExecutorPlugin(RuntimeExecutorPlugin):
    name = "process"

    def load(self, *_args, **_kwargs):
        return ProcessExecutor


def command(runtime: str, handler: str) -> list[str]:
    if runtime.startswith("nodejs"):
        return [NODE, NODE_CLIENT, handler]
    if runtime.startswith("python"):
        return [sys.executable, PYTHON_CLIENT, handler]
    raise RuntimeError(f"the executor runs functions of Node.js and Python, not of {runtime}")


class RuntimeApi(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, executor: "ProcessExecutor"):
        super().__init__(("127.0.0.1", 0), Handler)
        self.executor = executor


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeApi

    def log_message(self, *_args):
        pass

    def do_GET(self):
        """/runtime/invocation/next"""
        executor = self.server.executor
        if not executor.ready.done():
            executor.ready.set_result(True)
        event = executor.events.get()
        if event is None:
            self.close_connection = True
            return
        deadline = (time.time() + executor.timeout) * 1000
        self.reply(200, event["payload"].encode(), {
            "Content-Type": "application/json",
            "Lambda-Runtime-Aws-Request-Id": event["invoke-id"],
            "Lambda-Runtime-Deadline-Ms": str(int(deadline)),
            "Lambda-Runtime-Invoked-Function-Arn": event["invoked-function-arn"],
            "Lambda-Runtime-Trace-Id": event["trace-id"],
        })

    def do_POST(self):
        """/runtime/init/error, /runtime/invocation/<id>/response and /runtime/invocation/<id>/error"""
        executor, body = self.server.executor, self.body()
        if self.path.endswith("/init/error"):
            executor.fail_to_start(body.decode())
        else:
            executor.settle(body, is_error=self.path.endswith("/error"))
        self.reply(202, b'{"status":"OK"}', {"Content-Type": "application/json"})

    def reply(self, status: int, body: bytes, headers: dict[str, str]):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        chunks = []
        while size := int(self.rfile.readline().strip() or b"0", 16):
            chunks.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(chunks)


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id=id, function_version=function_version)
        self.timeout = function_version.config.timeout
        self.events: queue.Queue = queue.Queue()
        self.ready: Future = Future()
        self.answer: Future | None = None
        self.log: list[str] = []
        self.server: RuntimeApi | None = None
        self.process: subprocess.Popen | None = None

    def start(self, env_vars):
        settings = self.function_version.config
        code = str(settings.code.get_unzipped_code_location())
        self.server = RuntimeApi(self)
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        environment = {name: str(value) for name, value in env_vars.items() if value is not None} | {
            "PATH": os.environ["PATH"],
            "TZ": "UTC",
            "LAMBDA_TASK_ROOT": code,
            "NODE_PATH": NODE_MODULES,
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{self.server.server_port}",
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{settings.runtime}",
        }
        self.process = subprocess.Popen(
            command(settings.runtime, settings.handler), cwd=code, env=environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
        threading.Thread(target=self.read_log, daemon=True).start()
        self.ready.result(timeout=STARTS_WITHIN)

    def read_log(self):
        for line in self.process.stdout:
            self.log.append(line)
        self.fail_to_start("the runtime ended: " + self.get_logs()[-1000:])
        self.settle(json.dumps({"errorType": "Runtime.ExitError", "errorMessage": "the runtime ended"}).encode(), is_error=True)

    def fail_to_start(self, why: str):
        if not self.ready.done():
            self.ready.set_exception(RuntimeError(why))

    def settle(self, body: bytes, is_error: bool):
        if self.answer and not self.answer.done():
            self.answer.set_result((body, is_error))

    def invoke(self, payload):
        self.answer, before = Future(), len(self.log)
        self.events.put(payload)
        try:
            body, is_error = self.answer.result(timeout=self.timeout)
        except TooLate:
            body, is_error = json.dumps({"errorType": "Sandbox.Timedout", "errorMessage": f"Task timed out after {self.timeout}.00 seconds"}).encode(), True
        time.sleep(0.005)  # what was printed before the answer is still on its way through the pipe
        request, version = payload["invoke-id"], self.function_version.id.qualifier
        logs = [f"START RequestId: {request} Version: {version}\n", *self.log[before:], f"END RequestId: {request}\n"]
        return InvocationResult(request, body, is_error=is_error, logs="".join(logs))

    def stop(self):
        self.events.put(None)
        if self.process:
            self.process.kill()
            self.process.wait()
        if self.server:
            self.server.shutdown()
            self.server.server_close()

    def get_logs(self):
        return "".join(self.log)

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return f"http://127.0.0.1:{config.GATEWAY_LISTEN[0].port}/_localstack_lambda/{self.id}"

    @classmethod
    def prepare_version(cls, function_version):
        if function_version.config.code:
            function_version.config.code.prepare_for_execution()

    @classmethod
    def cleanup_version(cls, function_version):
        pass

"""LocalStack waits in whole seconds: for a resource that is not ready, and in boto's waiters."""
from localstack import config
from localstack.services.cloudformation.resource_provider import ResourceProviderExecutor

LONGEST = 600


def apply() -> None:
    config.BOTO_WAITER_DELAY = 0.1
    config.BOTO_WAITER_MAX_ATTEMPTS = 600
    original = ResourceProviderExecutor.deploy_loop

    def deploy_loop(self, resource_provider, resource, raw_payload, max_timeout=LONGEST, sleep_time=0.1):
        return original(self, resource_provider, resource, raw_payload, max_timeout, sleep_time)

    ResourceProviderExecutor.deploy_loop = deploy_loop

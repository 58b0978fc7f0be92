"""AWS's own client for Python, pointed at the engine."""
import functools

import boto3
from botocore.config import Config

from .settings import ACCOUNT, ENDPOINT, REGION

CONFIG = Config(retries={"max_attempts": 0}, read_timeout=120, max_pool_connections=20, parameter_validation=True)
session = boto3.session.Session()


@functools.cache
def client(service: str, account: str = ACCOUNT, region: str = REGION):
    """The access key says which account: LocalStack takes twelve digits for its number."""
    return session.client(service, endpoint_url=ENDPOINT, region_name=region, aws_access_key_id=account, aws_secret_access_key="engine", config=CONFIG)

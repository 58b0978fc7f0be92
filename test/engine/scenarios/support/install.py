"""The macro from the one-file template of this build."""
from .settings import REGION, ROOT
from .stack import Stack

TEMPLATE = ROOT / "dist/safedeploy.yaml"
INLINE = 51_200
"""Bytes that CloudFormation takes without S3; the AWS CLI uploads what is more, with --s3-bucket."""


def uploaded(stack: Stack, text: str) -> str:
    """The address of a template in a bucket of the stack's account."""
    s3, bucket = stack.client("s3"), f"templates-{stack.account}"
    if bucket not in [each["Name"] for each in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_object(Bucket=bucket, Key=f"{stack.name}.yaml", Body=text.encode())
    return f"https://s3.{REGION}.amazonaws.com/{bucket}/{stack.name}.yaml"


def install(account: str) -> Stack:
    stack, text = Stack("safedeploy", account), TEMPLATE.read_text()
    if stack.exists():
        return stack
    return stack.create(text) if len(text.encode()) <= INLINE else stack.create(None, url=uploaded(stack, text))

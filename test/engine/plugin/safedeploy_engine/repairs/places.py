"""What LocalStack writes stays in the folder of the run: it puts objects of S3 into a folder of the machine."""
import os
import tempfile

from localstack.services.s3 import provider


def apply() -> None:
    provider.DEFAULT_S3_TMP_DIR = os.path.join(tempfile.gettempdir(), "s3")

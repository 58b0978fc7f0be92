class Refused(Exception):
    """An error of CodeDeploy's API, by its own name."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code, self.message = code, message

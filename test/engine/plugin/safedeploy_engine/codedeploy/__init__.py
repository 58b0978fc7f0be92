"""A double of CodeDeploy for Lambda: our reading of its documentation, and no evidence about CodeDeploy itself."""

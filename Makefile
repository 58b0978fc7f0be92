# For the SAM CLI: sam build runs this target, named after the function of template.yaml.
build-Function:
	npm run --silent build
	cp dist/macro/index.js "$(ARTIFACTS_DIR)/"

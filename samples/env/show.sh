echo "== $1"
for name in CI FROM_FILE GREETING LEVEL MODE PLATFORM_BRANCH PLATFORM_ENVIRONMENT_TYPE TZ USER; do
    if value=$(printenv "$name"); then echo "$name=$value"; else echo "$name is not set"; fi
done
echo "PLATFORM_VARIABLES holds $(printenv PLATFORM_VARIABLES | base64 -d)"

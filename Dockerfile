# Artifact's own image. There is nothing to compile: Node 24 runs the sources as they are.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-slim
ENV NODE_ENV=production ARTIFACT_DATA=/data ARTIFACT_SPECS=/app/specs
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE RUNTIME.md ./
COPY bin ./bin
COPY controller ./controller
COPY schemas ./schemas
COPY simulator ./simulator
COPY specs ./specs
# Fly mounts a fresh volume as root's. The shell hands it to `node` and becomes the program, which never runs as root.
STOPSIGNAL SIGTERM
CMD ["sh", "-c", "mkdir -p /data && chown node:node /data && exec setpriv --reuid=node --regid=node --init-groups node bin/artifact.js up --fly --json"]

# Two images from one file: `backend` (api, workers, beat, migrations) and `web` (nginx with the built interface).
# Both run as ordinary users and write nowhere but below /tmp; `web` also below /var/spool/web.

FROM node:20-bookworm-slim AS interface
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm install --global npm@11 && npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim-bookworm AS packages
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1
COPY requirements/uv.txt requirements/base.txt /requirements/
RUN python -m venv /venv \
 && python -m venv /uv \
 && /uv/bin/pip install --no-deps --require-hashes --requirement /requirements/uv.txt \
 && /uv/bin/uv pip sync --python /venv/bin/python --require-hashes /requirements/base.txt

FROM python:3.11-slim-bookworm AS backend
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOST=0.0.0.0
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin agentiq
COPY --from=packages /venv /venv
COPY backend/ /app/backend/
# Django answers for the page itself: it hands out the cookie that the page's first request needs.
COPY --from=interface /app/frontend/dist /app/frontend/dist
RUN python -m compileall -q /app/backend
WORKDIR /app/backend
USER 10001
CMD ["bin/api"]

FROM nginx:1.28-alpine AS web
# A new volume takes its owner from here.
RUN mkdir -p /var/spool/web && chown nginx:nginx /var/spool/web
COPY deploy/nginx/container.conf /etc/nginx/nginx.conf
COPY deploy/nginx/http.conf deploy/nginx/locations.conf /etc/nginx/agentiq/
COPY --from=interface /app/frontend/dist/assets /usr/share/nginx/html/assets
USER nginx
EXPOSE 8080
# Past the scripts of the base image, which would rewrite the configuration.
ENTRYPOINT ["nginx", "-g", "daemon off;"]

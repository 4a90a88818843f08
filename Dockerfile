# Two images from one file: `backend` (api, workers, beat, migrations) and `web` (nginx with the built interface).

FROM node:20-slim AS interface
WORKDIR /app/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm install --global npm@11 && npm ci
COPY frontend/ ./
RUN npm run build

FROM python:3.11-slim AS packages
ENV UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1
COPY requirements/uv.txt requirements/base.txt /requirements/
RUN python -m venv /venv \
 && python -m venv /uv \
 && /uv/bin/pip install --no-deps --require-hashes --requirement /requirements/uv.txt \
 && /uv/bin/uv pip sync --python /venv/bin/python --require-hashes /requirements/base.txt

FROM python:3.11-slim AS backend
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin agentiq
COPY --from=packages /venv /venv
COPY backend/ /app/backend/
# Django answers for the page itself: it hands out the cookie that the page's first request needs.
COPY --from=interface /app/frontend/dist /app/frontend/dist
RUN python -m compileall -q /app/backend
WORKDIR /app/backend
USER agentiq
CMD ["bin/api"]

FROM nginx:1.28-alpine AS web
COPY frontend/nginx/default.conf /etc/nginx/conf.d/default.conf
COPY --from=interface /app/frontend/dist/assets /usr/share/nginx/html/assets

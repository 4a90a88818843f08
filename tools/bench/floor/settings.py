"""The product's settings, with the bare views in front of everything else."""

from config.settings import *  # noqa: F403
from config.settings import MIDDLEWARE as PRODUCT_MIDDLEWARE

MIDDLEWARE = ["bench.floor.middleware.FloorMiddleware", *PRODUCT_MIDDLEWARE]
ROOT_URLCONF = "bench.floor.urls"

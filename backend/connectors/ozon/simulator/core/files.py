from __future__ import annotations

from urllib.parse import quote

from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.store import StoredFile
from connectors.ozon.simulator.core.world import World

MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "pdf": "application/pdf",
    "mp4": "video/mp4",
}
LARGEST = 10 * 1024 * 1024


def extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def is_picture(name: str) -> bool:
    return MEDIA_TYPES.get(extension(name), "").startswith("image/")


def keep_file(world: World, shop: Shop, *, name: str, content: bytes) -> str:
    """Store the bytes and return the opaque path of the link."""
    path = f"{world.random.getrandbits(32):08x}/{quote(name, safe='')}"
    media_type = MEDIA_TYPES.get(extension(name), "application/octet-stream")
    world.changes.files[path] = StoredFile(client_id=shop.account.client_id, media_type=media_type, content=content)
    return path


def find_file(world: World, path: str) -> StoredFile | None:
    return world.changes.files.get(path) or world.store.read_file(path)

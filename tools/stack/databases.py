"""Databases on a PostgreSQL server that already answers."""

from urllib.parse import urlsplit

import psycopg
from psycopg import sql


def create_database(url: str, name: str) -> str:
    """Make the database on the server of the URL unless it is there, and return its URL."""
    with psycopg.connect(url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def copy_database(url: str, name: str, *, of: str) -> None:
    """Make the database anew, with everything that is in the other one, to which nobody may be connected."""
    drop_database(url, name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(of)))


def drop_database(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

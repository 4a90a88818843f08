"""What a person needs to know once the product runs."""

from collections.abc import Mapping

from stack.console import say

_MANAGE = ".venv/bin/python backend/manage.py"


def welcome(url: str, demo: Mapping[str, str] | None, *, simulator: str | None, seconds: float) -> None:
    say()
    say(f"AgentIQ Chat Center is ready after {seconds:.1f} s")
    say(f"  address   {url}")
    if simulator is not None:
        say(f"  buyers    {simulator} (play the buyer)")
    if demo is not None:
        say(f"  login     {demo['login']}")
        say(f"  password  {demo['password']}")
        say(f"  API key   {demo['api_key']}")
        say(f"  try       curl -H 'Authorization: Bearer {demo['api_key']}' {url}/api/v1/chats")
    else:
        say("  no demo   a workspace and its API key are made from another terminal:")
        say(f"  {_MANAGE} create_workspace --name 'My shop' --slug my-shop --owner-email me@example.com")
        say(f"  {_MANAGE} issue_api_key --workspace my-shop --name script")
    say("  Ctrl-C ends it.")
    say()

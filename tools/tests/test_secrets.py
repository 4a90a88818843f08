"""No secret is kept in the repository."""

import re
import subprocess
from pathlib import Path

from config.environment import LOCAL_CREDENTIAL_KEY
from stack.paths import ROOT

SECRETS = {
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
    "an API key of ours": r"\baiq_live_[A-Za-z0-9_-]{24,}",
    "a key of a cloud": r"\bAKIA[0-9A-Z]{16}\b",
    "a token of a code host": r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{50,}|glpat-[\w-]{20,})",
    "a token of a bot": r"\b\d{8,10}:AA[A-Za-z0-9_-]{33}\b",
    "a password in an address": r"\b(?:postgres|redis|amqp)(?:ql)?s?://[^\s:@/{}$]*:(?!password@|devpass@|\{|\$|%)[^\s@/{}$]{12,}@",
    "a Fernet key": r"(?<![\w/+=-])[A-Za-z0-9_-]{43}=(?![\w=])",
}
# The example of Telegram's own manual, and the key of development that production refuses to start with.
KNOWN = {"110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", LOCAL_CREDENTIAL_KEY}


def found_in(text: str) -> set[str]:
    return {
        name
        for name, pattern in SECRETS.items()
        if any(match.group() not in KNOWN for match in re.finditer(pattern, text))
    }


def tracked() -> list[Path]:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def test_no_secret_is_kept_in_the_repository() -> None:
    files = [path for path in tracked() if path.is_file() and path.stat().st_size < 3_000_000]
    texts = {path: path.read_bytes().decode("utf-8", errors="ignore") for path in files}

    found = {str(path.relative_to(ROOT)): names for path, text in texts.items() if (names := found_in(text))}

    assert len(files) > 500
    assert found == {}


def test_a_secret_would_be_found() -> None:
    begin = "-----BEGIN "

    assert found_in(f"{begin}RSA PRIVATE KEY-----") == {"a private key"}
    assert found_in("aiq_live_" + "a1B2" * 8) == {"an API key of ours"}
    assert found_in("postgres://agentiq:" + "s3cr3t" * 4 + "@db/agentiq") == {"a password in an address"}
    assert found_in("123456789:AA" + "Zx9" * 11) == {"a token of a bot"}

"""A Hugging Face hub for tests, on loopback: one repository, served as the real hub serves it.

It can demand a token, break connections in the middle of a file, lie about sizes and hand out other bytes.
"""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LARGE = (".bin", ".safetensors")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stays silent about clients that have gone."""


class HubServer:
    """Serves the files below `folder` as `repository` at `commit`, which `main` names too."""

    def __init__(self, folder: Path, repository: str, commit: str) -> None:
        self.repository, self.commit = repository, commit
        self.files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self.licence: str | None = "mit"
        self.token: str | None = None
        self.refusal: tuple[int, str] | None = None
        self.break_after: dict[str, int] = {}
        """How many of a file's bytes can be had; then the connection breaks."""
        self.busy: dict[str, int] = {}
        """How many more times a file's bytes are answered with 503."""
        self.sent_instead: dict[str, bytes] = {}
        """Other bytes than those that the hub describes."""
        self.no_ranges = False
        self.requests: list[tuple[str, str, str | None]] = []
        """Method, path and Range of every request so far."""
        self._server = _Server(("127.0.0.1", 0), _handler(self))

    def __enter__(self) -> "HubServer":
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *failure: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def fetched(self) -> list[tuple[str, str | None]]:
        """Path and Range of every answered request for a file's bytes, in order."""
        return [(path, wanted) for method, path, wanted in self.requests if method == "BYTES"]

    def digest(self, path: str) -> str:
        content = self.files[path]
        if path.endswith(LARGE):
            return hashlib.sha256(content).hexdigest()
        return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()

    def description(self) -> dict[str, object]:
        """The answer to a question after the repository, with its files' sizes."""
        siblings = []
        for path, content in self.files.items():
            sibling = {"rfilename": path, "size": len(content), "blobId": self.digest(path)[:40]}
            if path.endswith(LARGE):
                sibling["lfs"] = {"sha256": self.digest(path), "size": len(content), "pointerSize": 134}
            siblings.append(sibling)
        tags = [f"license:{self.licence}"] if self.licence else []
        card = {"license": self.licence} if self.licence else None
        return {
            "id": self.repository,
            "sha": self.commit,
            "tags": tags,
            "cardData": card,
            "siblings": siblings,
        }


def _handler(hub: HubServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one packet: else each answer waits for the client's acknowledgement

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            hub.requests.append((self.command, path, self.headers.get("Range")))
            question = f"/api/models/{hub.repository}/revision/"
            file = f"/{hub.repository}/resolve/"
            if hub.refusal:
                why = {"X-Error-Code": hub.refusal[1], "X-Error-Message": "no entry"}
                self._answer(hub.refusal[0], why, json.dumps({"error": "no entry"}))
            elif path.startswith("/bytes/"):
                if "Authorization" in self.headers:
                    raise AssertionError("another host was told the token")
                self._bytes(path.removeprefix("/bytes/"))
            elif hub.token and self.headers.get("Authorization") not in {None, f"Bearer {hub.token}"}:
                self._answer(401, {"X-Error-Message": "Invalid credentials in Authorization header"})
            elif hub.token and "Authorization" not in self.headers:
                self._answer(401, {"X-Error-Code": "RepoNotFound"})
            elif path.startswith(question):
                if self._known(path.removeprefix(question)):
                    self._answer(200, {"Content-Type": "application/json"}, json.dumps(hub.description()))
            elif path.startswith(file):
                revision, _, name = path.removeprefix(file).partition("/")
                if self._known(revision):
                    self._file(name)
            else:
                self._answer(404, {"X-Error-Code": "RepoNotFound"})

        def _known(self, revision: str) -> bool:
            if revision not in {hub.commit, "main"}:
                self._answer(404, {"X-Error-Code": "RevisionNotFound"})
            return revision in {hub.commit, "main"}

        def _file(self, name: str) -> None:
            """Large files lie elsewhere, small ones here, as at the real hub."""
            if name not in hub.files:
                self._answer(404, {"X-Error-Code": "EntryNotFound", "X-Repo-Commit": hub.commit})
                return
            headers = {"X-Repo-Commit": hub.commit, "ETag": f'"{hub.digest(name)}"'}
            if name.endswith(LARGE):
                headers |= {
                    "X-Linked-Size": str(len(hub.files[name])),
                    "X-Linked-ETag": headers["ETag"],
                    "Location": f"{hub.url.replace('127.0.0.1', 'localhost')}/bytes/{name}",
                }
                self._answer(302, headers)
            elif self.command == "HEAD":
                self._answer(200, headers | {"Content-Length": str(len(hub.files[name]))})
            else:
                self._bytes(name, headers)

        def _bytes(self, name: str, headers: dict[str, str] | None = None) -> None:
            wanted = self.headers.get("Range")
            if hub.busy.get(name, 0) > 0:
                hub.busy[name] -= 1
                self._answer(503)
                return
            hub.requests.append(("BYTES", name, wanted))
            content = hub.sent_instead.get(name, hub.files[name])
            start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and not hub.no_ranges else 0
            self.send_response(206 if start else 200)
            for key, value in (headers or {}).items():
                self.send_header(key, value)
            if start:
                self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = hub.break_after.get(name, len(content))
            self.wfile.write(content[start:end])
            if end < len(content):
                self.wfile.flush()
                self.close_connection = True

        def _answer(self, status: int, headers: dict[str, str] | None = None, body: str = "") -> None:
            self.send_response(status)
            for key, value in (headers or {}).items():
                self.send_header(key, value)
            if "Content-Length" not in (headers or {}):
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body.encode())

        def log_message(self, *arguments: object) -> None:
            """Stays silent."""

    return Handler

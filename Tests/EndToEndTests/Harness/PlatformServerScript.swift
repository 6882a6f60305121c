/// The platform on loopback: the API and the server for tokens, in the standard library of Python.
///
/// How it behaves depends on the environment that is asked for, so that one server serves all scenarios.
enum PlatformServerScript {
    static let text = #"""
        import base64, glob, http.server, json, os, socket, ssl, sys, threading, time, urllib.parse

        log_path, port_path, secret, certificate = sys.argv[1:5]
        lock = threading.Lock()
        counts = {}
        exchanges = [0]

        def task(name, **changes):
            definition = {
                "id": name, "name": name, "type": "python:3.12", "resources": None, "container_profile": None,
                "authorizations": [{"type": "env", "action": "view", "resource": None}],
                "relationships": {"db": {"service": "db", "endpoint": "postgresql"}, "cache": None},
                "additional_hosts": {}, "mounts": {"data": {"source": "tmp", "source_path": "data"}},
                "timezone": None, "variables": {"env": {"GREETING": "hello", "API_KEY": "deployed-key"}},
                "source": {"root": "/"}, "hooks": {"build": None, "deploy": "echo deploy of " + name},
                "dependencies": {}, "runtime": {},
                "run": {"command": "echo $PLATFORM_PROJECT $PLATFORM_BRANCH\nls", "timeout": 60},
            }
            definition.update(changes)
            return definition

        tasks = [task("nightly"), task("import", run={"command": "echo import", "timeout": 60})]

        def write(entry):
            with lock, open(log_path, "a") as log:
                log.write(json.dumps(entry) + "\n")

        def leaks():
            """Where the secret can be read while a request is under way."""
            found = []
            for file in ("cmdline", "environ"):
                for path in glob.glob("/proc/[0-9]*/" + file):
                    pid = path.split("/")[2]
                    if int(pid) == os.getpid(): continue
                    try:
                        with open(path, "rb") as stream: data = stream.read()
                        with open("/proc/" + pid + "/comm") as stream: name = stream.read().strip()
                    except OSError: continue
                    if any(token.encode() in data for token in (secret, "access-")): found.append(name + " " + file)
            return found

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def log_message(self, *words): pass

            def answer(self, status, body=b"", kind="application/json", **headers):
                if not isinstance(body, bytes): body = json.dumps(body).encode()
                self.send_response(status)
                if kind: self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                for name, value in headers.items(): self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                self.wfile.write(body)

            def note(self, body=""):
                write({
                    "port": self.server.server_port, "method": self.command, "path": self.path,
                    "authorization": self.headers.get("Authorization"), "agent": self.headers.get("User-Agent"),
                    "accept": self.headers.get("Accept"), "type": self.headers.get("Content-Type"), "body": body,
                    "cookie": self.headers.get("Cookie"), "leaks": leaks(),
                })

            def do_CONNECT(self):
                """A proxy: whatever is asked for, the way leads to the server with TLS."""
                self.note()
                there = socket.create_connection(("127.0.0.1", secure.server_port))
                self.send_response(200)
                self.end_headers()
                self.close_connection = True
                def pass_on(source, target):
                    try:
                        while data := source.recv(65536): target.sendall(data)
                        target.shutdown(socket.SHUT_WR)
                    except OSError: pass
                thread = threading.Thread(target=pass_on, args=(there, self.connection), daemon=True)
                thread.start()
                pass_on(self.connection, there)
                thread.join()

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                self.note(body)
                if self.path != "/auth/oauth2/token": return self.answer(404)
                fields = dict(urllib.parse.parse_qsl(body))
                client = "Basic " + base64.b64encode(b"platform-api-user:").decode()
                if self.headers.get("Authorization") != client or fields.get("grant_type") != "api_token":
                    return self.answer(401, {"error": "invalid_client"})
                if fields.get("api_token") != secret:
                    return self.answer(400, {
                        "error": "invalid_grant", "error_description": "Unknown token " + fields.get("api_token", "")})
                with lock: exchanges[0] += 1
                self.answer(200, {
                    "access_token": "access-%d" % exchanges[0], "expires_in": 900, "token_type": "bearer"},
                    Set_Cookie="session=1")

            def do_GET(self):
                self.note()
                token = (self.headers.get("Authorization") or "")[7:]
                if token != secret and not token.startswith("access-"):
                    return self.answer(401, {"error": "invalid_token", "error_description": "Invalid access token."})
                parts = [urllib.parse.unquote(part) for part in self.path.split("/")]
                if parts[1:3] != ["api", "projects"] or len(parts) < 7: return self.answer(404)
                place, name = parts[5], parts[7] if len(parts) > 7 else None
                with lock:
                    count = counts[place] = counts.get(place, 0) + 1
                known = tasks
                if place == "only": known = tasks[:1]
                if place == "empty": known = []
                if place == "map": return self.answer(200, {one["name"]: one for one in tasks})
                if place == "missing": return self.answer(404)
                if place == "forbidden":
                    return self.answer(403, {"status": 403, "message": "Access denied for " + token, "code": 403})
                if place == "expired" and token == "access-1": return self.answer(401, {"error": "invalid_token"})
                if place == "refusing": return self.answer(401, {"error": "invalid_token"})
                if place == "busy" and count == 1: return self.answer(429, {}, Retry_After="1")
                if place == "overrun": return self.answer(429, {"message": "Slow down"}, Retry_After="3600")
                if place == "shaky" and count < 3: return self.answer(503, b"<html>down</html>", "text/html")
                if place == "faulty": return self.answer(500, {"title": "Oops"})
                if place == "page": return self.answer(200, b"<!DOCTYPE html><title>Sign in</title>", "text/html")
                if place == "null": return self.answer(200, b"null")
                if place == "numbers": return self.answer(200, [1, 2])
                if place == "string": return self.answer(200, "tasks")
                if place == "heads":
                    return self.answer(200, tasks, **{"X-%d" % number: "x" * 1000 for number in range(400)})
                if place == "text": return self.answer(200, b"hello", "text/plain")
                if place == "untyped": return self.answer(200, tasks[:1], "text/plain")
                if place == "cut": return self.answer(200, json.dumps(tasks).encode()[:100])
                if place == "other": return self.answer(200, task("other"))
                if place == "invalid": return self.answer(200, [task("nightly", run={"timeout": 0})])
                if place == "here" and count == 1:
                    return self.answer(302, b"", None, Location="/api/projects/p/environments/main/tasks/nightly")
                if place == "circle": return self.answer(302, b"", None, Location=self.path)
                if place == "elsewhere":
                    return self.answer(302, b"", None, Location="http://127.0.0.1:%d/api" % other.server_port)
                if place in ("broken", "endless", "slow", "huge"):
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    if place == "broken": self.send_header("Content-Length", "1000")
                    if place == "huge": self.send_header("Content-Length", str(1 << 40))
                    if place == "endless": self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    self.close_connection = True
                    if place == "slow": time.sleep(60)
                    while place == "endless": self.wfile.write(b"10000\r\n" + b" " * 65536 + b"\r\n")
                    return
                if name is None: return self.answer(200, known)
                for one in known:
                    if one["name"] == name: return self.answer(200, dict(one, _links={"self": {"href": self.path}}))
                self.answer(404, {"status": 404, "message": "Not found", "code": 404})

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            def handle_error(self, request, address): pass

        other = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=other.serve_forever, daemon=True).start()
        secure = Server(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            secure.socket = context.wrap_socket(secure.socket, server_side=True)
        threading.Thread(target=secure.serve_forever, daemon=True).start()
        main = Server(("127.0.0.1", 0), Handler)
        with open(port_path + ".new", "w") as file: file.write("%d %d" % (main.server_port, secure.server_port))
        os.rename(port_path + ".new", port_path)
        main.serve_forever()
        """#
}

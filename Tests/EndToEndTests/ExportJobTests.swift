import Foundation
import TestSupport
import Testing

/// A whole task repository as people have it on the platform: a Python job that reads a PostgreSQL service through its
/// relationship, with a package from pip, and writes into the storage of an application.
@Suite struct ExportJobTests {
    private static let config = """
        applications:
          shop:
            type: "php:8.3"
            source: { root: /shop }
            relationships: { db: "pg:postgresql" }
            mounts:
              exports: { source: storage, source_path: exports }
        services:
          pg: { type: "postgresql:16" }
        tasks:
          export:
            type: "python:3.12"
            source: { root: /jobs }
            dependencies:
              python3: { rows: ">=1,<2" }
            relationships: { db: "pg:postgresql" }
            mounts:
              exports: { source: storage, service: shop, source_path: exports }
            timezone: Europe/Paris
            variables:
              env:
                TABLE: orders
        \(LocalWheel.settings.map { "        \($0): \"\($1)\"\n" }.joined())
            hooks:
              build: |
                set -e
                python3 -m compileall -q .
                python3 -c "import rows" && rows-program --version > VERSION
              deploy: |
                set -e
                python3 prepare.py
            run:
              command: python3 export.py
              timeout: 60

        """

    /// What a driver of a database does, by the client of the system's packages.
    private static let module = """
        import os, subprocess
        def query(sql):
            words = ["psql", "-qtAX", "-v", "ON_ERROR_STOP=1", "-h", os.environ["DB_HOST"], "-p", os.environ["DB_PORT"]]
            words += ["-U", os.environ["DB_USERNAME"], "-d", os.environ["DB_PATH"], "-c", sql]
            environment = dict(os.environ, PGPASSWORD=os.environ["DB_PASSWORD"], PGOPTIONS="-c client_min_messages=warning")
            out = subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout
            return [line.split("|") for line in out.splitlines()]
        def main(): print("rows 1.0")

        """

    private static let prepare = """
        import os, rows
        table = os.environ["TABLE"]
        rows.query(f"create table if not exists {table} (id serial primary key, price int)")
        rows.query(f"insert into {table} (price) values (10), (20)")

        """

    private static let export = """
        import base64, csv, json, os, pathlib, rows
        relationships = json.loads(base64.b64decode(os.environ["PLATFORM_RELATIONSHIPS"]))
        assert relationships["db"][0]["scheme"] == "pgsql", relationships
        folder = pathlib.Path(os.environ["PLATFORM_APP_DIR"]) / "exports"
        count = len(list(folder.glob("*.csv")))
        with open(folder / f"orders-{count + 1}.csv", "w") as file:
            csv.writer(file).writerows(rows.query(f"select id, price from {os.environ['TABLE']} order by id"))
        print(open("VERSION").read().strip(), *sorted(file.name for file in folder.iterdir()))
        print(open(folder / f"orders-{count + 1}.csv").read().split())

        """

    @Test(
        .enabled(if: ScratchServices.areInstalled, ScratchServices.skipReason),
        .enabled(if: LocalWheel.isPossible, LocalWheel.skipReason), arguments: EngineUnderTest.usable)
    func runsUnchanged(_ engine: EngineUnderTest) throws {
        try ScratchServices.with { services in
            try Scene.with(engine) { scene in
                try scene.scratch.write("project/.upsun/config.yaml", Self.config)
                try scene.scratch.write("project/jobs/prepare.py", Self.prepare)
                try scene.scratch.write("project/jobs/export.py", Self.export)
                try LocalWheel(name: "rows", module: Self.module).write(into: "project/jobs", of: scene)
                func run() throws -> TaskboxRun.Result {
                    try scene.start(words: [
                        "run", "export", "--engine", engine.rawValue, "--strict", "--relationship",
                        "db=127.0.0.1:\(services.postgresPort)",
                    ]).finish()
                }
                let first = try run()
                #expect(first.end == .exited(0), "\(first.errorText)")
                #expect(first.outputText == "rows 1.0 orders-1.csv\n['1,10', '2,20']\n")
                let second = try run()
                #expect(second.end == .exited(0), "\(second.errorText)")
                #expect(
                    second.outputText
                        == "rows 1.0 orders-1.csv orders-2.csv\n['1,10', '2,20', '3,10', '4,20']\n",
                    "storage is kept")
            }
        }
    }
}

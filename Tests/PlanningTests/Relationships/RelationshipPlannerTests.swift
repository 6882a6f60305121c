import Documents
import Foundation
import TestSupport
import Testing

@testable import Planning

/// What relationships become in a plan (contract 4.5).
@Suite struct RelationshipPlannerTests {
    private func task(_ relationships: String) -> String {
        #"{"name": "t", "type": "python:3.12", "run": {"command": "true"}, "relationships": \#(relationships)}"#
    }

    private func objects(_ plan: RunPlan, _ name: String) throws -> JSONValue {
        let text = try #require(plan.phase(.run)?.values["PLATFORM_RELATIONSHIPS"])
        let data = try #require(Data(base64Encoded: text))
        let (node, problems) = JSONReader.read(SourceFile(name: "x", bytes: Array(data)))
        #expect(problems.isEmpty)
        let object = JSONValue(try #require(node))
        return try #require(object[name])
    }

    @Test func nothingIsSaid() throws {
        let plan = try PlanFixture.plan(task(#"{"database": "pg:postgresql"}"#))
        let values = try #require(plan.phase(.run)?.values)
        let variables = values.filter { $0.key.hasPrefix("DATABASE_") }
        #expect(
            variables == [
                "DATABASE_URL": "pgsql://main:main@database.internal:5432/main", "DATABASE_HOST": "database.internal",
                "DATABASE_HOSTNAME": variables["DATABASE_HOSTNAME"], "DATABASE_IP": "127.0.0.1",
                "DATABASE_INSTANCE_IPS": "['127.0.0.1']", "DATABASE_PORT": "5432", "DATABASE_SCHEME": "pgsql",
                "DATABASE_PATH": "main", "DATABASE_NAME": "main", "DATABASE_USERNAME": "main",
                "DATABASE_PASSWORD": "main", "DATABASE_QUERY": "{'is_master': True}", "DATABASE_FRAGMENT": "",
                "DATABASE_REL": "postgresql", "DATABASE_SERVICE": "pg",
                "DATABASE_CLUSTER": variables["DATABASE_CLUSTER"], "DATABASE_TYPE": "postgresql",
                "DATABASE_EPOCH": "0", "DATABASE_PUBLIC": "false", "DATABASE_HOST_MAPPED": "false",
            ])
        #expect(try #require(variables["DATABASE_HOSTNAME"]).hasSuffix(".pg.service._.local.platformsh.site"))
        #expect(try #require(variables["DATABASE_CLUSTER"]).hasPrefix("localproject1-main-"))
        #expect(plan.host.hostsFile.contains("127.0.0.1\tdatabase.internal\n"))
        #expect(plan.phase(.build)?.values["DATABASE_HOST"] == nil, "a build has no relationships")
        #expect(
            plan.notes.first { $0.subject == "relationships.database" }?.message
                == "nothing says where it is, so the platform's defaults for postgresql stand for it, at 127.0.0.1:5432; "
                + "name the real one with --relationship database=pgsql://USER:PASSWORD@HOST:PORT/PATH")
    }

    @Test(arguments: [
        ("mysql", "mysql://user:@x.internal:3306/main"), ("mariadb", "mysql://user:@x.internal:3306/main"),
        ("redis", "redis://x.internal:6379"), ("valkey", "redis://x.internal:6379"),
        ("mongodb", "mongodb://main:main@x.internal:27017/main"), ("rabbitmq", "amqp://guest:guest@x.internal:5672"),
        ("elasticsearch", "http://x.internal:9200"), ("opensearch", "http://x.internal:9200"),
        ("solr", "solr://x.internal:8080/solr/maincore"), ("memcached", "memcached://x.internal:11211"),
        ("kafka", "kafka://x.internal:9092"), ("influxdb", "http://x.internal:8086"),
        ("chrome-headless", "http://x.internal:9222"), ("http", "http://x.internal:80"),
    ])
    func defaultsOfAllServices(_ endpoint: String, _ url: String) throws {
        let plan = try PlanFixture.plan(task(#"{"x": "service:\#(endpoint)"}"#))
        #expect(plan.phase(.deploy)?.values["X_URL"] == url)
    }

    @Test func shortForm() throws {
        let plan = try PlanFixture.plan(task(#"{"cache": "m:memcached"}"#))
        guard case .array(let items) = try objects(plan, "cache"), case .object(let members)? = items.first else {
            Issue.record("no object")
            return
        }
        #expect(
            members.map(\.key).sorted() == [
                "cluster", "host", "hostname", "ip", "port", "rel", "scheme", "service", "type",
            ])
        #expect(plan.phase(.run)?.values["CACHE_USERNAME"] == nil)
    }

    @Test func addressOfTheUser() throws {
        let address = try EndpointAddress("pgsql://ann:s%40cret@db.example:5433/shop?sslmode=require")
        var machine = PlanFixture.machine()
        machine.addresses = ["db.example": "192.0.2.7"]
        var request = RunRequest()
        request.relationships = [
            .init(name: "db", target: .address(address), origin: "--relationship"),
            .init(name: "db", target: .address(try EndpointAddress("elsewhere")), origin: "a file"),
        ]
        request.neighbours = ["db": "postgresql:16"]
        let plan = try PlanFixture.plan(task(#"{"db": null}"#), request: request, machine: machine)
        let values = try #require(plan.phase(.run)?.values)
        #expect(values["DB_URL"] == "pgsql://ann:s%40cret@db.internal:5433/shop")
        #expect(values["DB_IP"] == "192.0.2.7")
        #expect(values["DB_TYPE"] == "postgresql:16")
        #expect(values["DB_QUERY"] == "{'sslmode': 'require'}")
        #expect(plan.host.hostsFile.contains("192.0.2.7\tdb.internal\n"))
        #expect(plan.relationships[0].reaches == [.init(host: "db.example", port: 5433)])
        #expect(plan.secrets.map(\.value) == ["s@cret", "s%40cret"])
        let password = try #require(plan.phase(.run)?.environment.first { $0.name == "DB_PASSWORD" })
        #expect(password.isSecret)
        #expect(password.origin.description == "relationship db, --relationship")
        #expect(!JSONWriter.line(plan.json).contains("s@cret"))
    }

    @Test func hostEngineKeepsTheRealHost() throws {
        var request = RunRequest(engine: .host)
        request.relationships = [
            .init(name: "db", target: .address(try EndpointAddress("127.0.0.1:5433")), origin: "--relationship")
        ]
        let plan = try PlanFixture.plan(task(#"{"db": "pg:postgresql"}"#), request: request)
        #expect(plan.phase(.run)?.values["DB_URL"] == "pgsql://main:main@127.0.0.1:5433/main")
        #expect(
            plan.notes.first { $0.subject == "relationships" }?.message
                == "DB_HOST is 127.0.0.1 instead of db.internal, because this machine's hosts file is in force")
    }

    @Test func endpointsOfAnOpenTunnel() throws {
        let tunnel: JSONValue = [
            "host": "127.0.0.1", "port": 30000, "username": "u", "password": "pw12", "path": "p", "scheme": "pgsql",
            "url": "pgsql://u:pw12@127.0.0.1:30000/p", "extra": [1],
        ]
        var request = RunRequest()
        request.relationships = [
            .init(name: "db", target: .endpoints([tunnel, tunnel]), origin: "PLATFORM_RELATIONSHIPS")
        ]
        let plan = try PlanFixture.plan(task(#"{"db": "pg:postgresql"}"#), request: request)
        let values = try #require(plan.phase(.run)?.values)
        #expect(values["DB_URL"] == "pgsql://u:pw12@db.internal:30000/p")
        #expect(values["DB_EXTRA"] == "[1]")
        guard case .array(let items) = try objects(plan, "db") else {
            Issue.record("no array")
            return
        }
        #expect(items.count == 2)
        #expect(items[0]["host"] == "db.internal")
        #expect(items[0]["url"] == "pgsql://u:pw12@db.internal:30000/p")
        #expect(items[1]["host"] == "127.0.0.1", "only the first has the name")
        #expect(plan.relationships[0].reaches.compactMap { $0 }.map(\.port) == [30000, 30000])
    }

    @Test func unknownRelationshipOfTheUser() throws {
        var request = RunRequest()
        request.relationships = [
            .init(name: "bd", target: .address(EndpointAddress(host: "h")), origin: "--relationship")
        ]
        do {
            _ = try PlanFixture.plan(task(#"{"db": null, "cache": null}"#), request: request)
            Issue.record("the name is wrong")
        } catch let failure as PlanFailure {
            #expect(
                failure.diagnostics.map(\.message) == ["the task has no relationship \"bd\"; it has db, cache"])
        }
    }

    @Test func applicationsOfTheProject() throws {
        var request = RunRequest()
        request.neighbours = ["backend": "nodejs:22"]
        let plan = try PlanFixture.plan(task(#"{"api": "backend:http"}"#), request: request)
        #expect(plan.phase(.run)?.values["API_TYPE"] == "nodejs:22")
        #expect(plan.phase(.run)?.values["API_URL"] == "http://api.internal:80")
    }
}

/// The files in which users say where relationships lead.
@Suite struct RelationshipsDecoderTests {
    private func decode(_ text: String) throws -> ([RelationshipBinding], [String]) {
        let (documents, _) = YAMLReader.read(SourceFile(name: "r.yaml", text: text))
        let (bindings, problems) = RelationshipsDecoder.decode(try #require(documents.first), from: "--relationships")
        return (bindings, problems.map { "\($0.location.map { "\($0)" } ?? ""): \($0.path ?? ""): \($0.message)" })
    }

    @Test func allForms() throws {
        let (bindings, problems) = try decode(
            """
            db: pgsql://u:p@127.0.0.1:5432/main
            cache: {host: 127.0.0.1, port: 6379}
            search:
              - host: 10.0.0.1
                port: "9200"
            """)
        #expect(problems == [])
        #expect(bindings.map(\.name) == ["db", "cache", "search"])
        #expect(bindings[0].origin == "--relationships (r.yaml:1:5)")
        #expect(bindings[1].target == .endpoints([["host": "127.0.0.1", "port": 6379]]))
        #expect(bindings.map(\.hosts) == [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    }

    @Test func mistakes() throws {
        let (bindings, problems) = try decode(
            """
            a: 5
            b: {port: 1}
            c: []
            d: [x]
            e: {host: h, port: 70000}
            f: h:x
            """)
        #expect(bindings.isEmpty)
        #expect(
            problems == [
                "r.yaml:1:4: a: the value is neither an address nor an endpoint",
                "r.yaml:2:4: b: the endpoint names no host", "r.yaml:3:4: c: the list has no endpoint",
                "r.yaml:4:4: d: an endpoint has to be a map", "r.yaml:5:4: e: the port is not a number from 1 to 65535",
                "r.yaml:6:4: f: the address can not be read: \"x\" is not a port; a port is a number from 1 to 65535",
            ])
        #expect(try decode("[]").1.count == 1)
    }
}

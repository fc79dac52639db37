import Concord
import ConcordTesting
import Foundation
import Testing

/// The service as its operators and its callers see it: a process, a port, other people's clients.
@Suite struct ServeTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private func key(_ vendor: String, _ scope: String) throws -> JSONValue {
        try Command.run(
            ["key", "add", "--database", "people.db", "--vendor", vendor, "--scope", scope], in: store
        ).answer(0)
    }

    /// Runs one of the scripts of sample calls: the statuses and the bodies of the answers.
    private func samples(_ script: String) throws -> (statuses: [String], answers: [JSONValue]) {
        let (bot, app, desk) = (try key("botpress", "support"), try key("usercom", "shop"), try key("channel", "desk"))
        let server = try Server.start(in: store)
        let keys = [bot["key"], app["key"], desk["id"], desk["key"]].map { $0?.string ?? "" }
        let result = try Server.client(script, [server.url] + keys, in: store)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try server.stop().status == 0)
        let parts = result.lines.map { $0.split(separator: " ") }
        return (parts.map { String($0.last ?? "") }, try parts.map { try $0.dropLast().joined(separator: " ").json })
    }

    @Test func `the documents' sample calls work with curl`() throws {
        let (statuses, answers) = try samples("samples.sh")
        #expect(statuses == Array(repeating: "200", count: 7))
        try #require(answers.count == 7)
        #expect(answers[0]["meta", "created"] == true)
        #expect(answers[0]["user", "pictureUrl"] == "<string>")
        let number = try #require(answers[1]["id"]?.integer)
        #expect(answers[1] == ["created": true, "id": .integer(number)])
        for again in answers[2...5] { #expect(again == ["created": false, "id": .integer(number)]) }
        #expect(answers[6]["user", "memberId"] == "12345")
        #expect(answers[6]["user", "channelId"] == "desk")
        #expect(answers[6]["user", "unsubscribeTexting"] == true)
        #expect(answers[6]["online", "personType"] == "User")
    }

    @Test func `the documents' sample calls work with Python's requests`() throws {
        let (statuses, answers) = try samples("samples.py")
        #expect(statuses == Array(repeating: "200", count: 5))
        try #require(answers.count == 5)
        #expect(answers[0]["meta", "created"] == true)
        #expect(answers[1]["created"] == true)
        #expect(answers[2]["created"] == false)
        #expect(answers[3]["created"] == false)
        #expect(answers[4]["user", "tags"] == ["tag1", "tag2"])
    }

    @Test func `what no client should send is refused, and the service goes on`() throws {
        let server = try Server.start(["--no-auth"], in: store)
        let result = try Server.client("hostile.py", ["\(server.port)", "\(server.command.id)"], in: store)
        #expect(
            result.lines == [
                "plain: HTTP/1.1 200 OK",
                "malformed: HTTP/1.1 400 Bad Request",
                "two lengths: HTTP/1.1 400 Bad Request",
                "long header: HTTP/1.1 400 Bad Request",
                "many headers: HTTP/1.1 400 Bad Request",
                "endless: ended",
                "still there: HTTP/1.1 200 OK",
                "stop: HTTP/1.1 200 OK",
            ], "\(result.errors)")
        let end = try server.command.finish()
        #expect(end.status == 0, "\(end.errors)")
        #expect(try store.names == ["people.db"])
    }

    @Test func `every write that was answered is there after a kill, and the database passes its check`() throws {
        let result = try Server.client("kill.py", [Command.executable.path, "people.db", "1"], in: store)
        #expect(result.lines == ["round 1: enough answered, 0 lost, stopped with 0, check 0"], "\(result.errors)")
        #expect(result.status == 0)
    }

    @Test func `the log is followed as it grows, until the service stops`() throws {
        let server = try Server.start(["--no-auth"], in: store)
        let result = try Server.client("events.py", ["\(server.port)", "\(server.command.id)"], in: store)
        #expect(
            result.lines == [
                "200 text/event-stream", "2 person.created", "3 account.created", "4 person.created", "end",
            ], "\(result.errors)")
        #expect(try server.command.finish().status == 0)
    }

    @Test func `with a certificate it speaks TLS alone, and says so in its addresses`() throws {
        let certificate = Server.script("localhost.pem")
        let server = try Server.start(
            ["--no-auth", "--tls-certificate", certificate, "--tls-key", Server.script("localhost-key.pem")], in: store)
        #expect(server.url.hasPrefix("https:"))
        func curl(_ address: String) throws -> Finished {
            try Command.run(
                program: "/usr/bin/env", ["curl", "--silent", "--cacert", certificate, address], in: store)
        }
        let page = try curl("https://localhost:\(server.port)/")
        #expect(page.status == 0, "\(page.errors)")
        #expect(page.output.contains("https://localhost:\(server.port)/v1/chat/users/get-or-create"))
        #expect(!page.output.contains("http://localhost"))
        #expect(try curl("http://localhost:\(server.port)/").output.isEmpty)
        #expect(try server.stop().status == 0)
    }

    @Test func `without a key it does not start, nor without keys for all the world`() throws {
        let bare = try Command.run(["serve", "--database", "people.db", "--port", "0"], in: store)
        #expect(bare.status == 64)
        #expect(bare.errors.contains("concord key add"))
        let open = try Command.run(
            ["serve", "--database", "people.db", "--port", "0", "--no-auth", "--host", "0.0.0.0"], in: store)
        #expect(open.status == 64)
    }

    @Test func `a port that is taken is an error that says so`() throws {
        let server = try Server.start(["--no-auth"], in: store)
        let second = try Command.run(
            ["serve", "--database", "people.db", "--port", "\(server.port)", "--no-auth"], in: store)
        #expect(second.status == 74)
        #expect(second.errors.contains("port \(server.port)"))
        #expect(try server.stop().status == 0)
    }

    @Test func `a key is printed once, listed without itself, and revoked`() throws {
        let added = try key("botpress", "support/whatsapp")
        let (id, secret) = (try #require(added["id"]?.string), try #require(added["key"]?.string))
        #expect(secret.count == 64)
        let list = try Command.run(["key", "list", "--database", "people.db"], in: store)
        #expect(try list.answer(0)["scope"] == "support/whatsapp")
        #expect(try list.answer(0)["role"] == "writer")
        #expect(!list.output.contains(secret))
        let revoke = ["key", "revoke", "--database", "people.db", id]
        #expect(try Command.run(revoke, in: store).status == 0)
        #expect(try Command.run(revoke, in: store).status == 1)
        #expect(try Command.run(["key", "list", "--database", "people.db"], in: store).output.isEmpty)
    }
}

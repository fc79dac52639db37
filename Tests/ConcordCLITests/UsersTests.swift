import Concord
import ConcordTesting
import Testing

/// `concord users`.
@Suite struct UsersTests {
    private let store: TemporaryStore

    init() throws {
        store = try TemporaryStore()
        let lines = [("1", "Ada", "Acme"), ("2", "Bob", "Acme"), ("3", "Cy", "Other")].map { id, name, company in
            #"{"user_id":"\#(id)","first_name":"\#(name)","company_id":"\#(company)"}"#
        }
        let arguments = ["apply", "--database", "people.db", "--vendor", "usercom"]
        let result = try Command.run(arguments, in: store, input: .text(lines.joined(separator: "\n")))
        #expect(result.status == 0)
    }

    private func users(_ arguments: String...) throws -> Finished {
        try Command.run(["users", "--database", "people.db"] + arguments, in: store)
    }

    private static func names(_ result: Finished) throws -> [String] {
        let data = try #require(try result.answer(0)["data"]?.object)
        return data["items"]?.array?.compactMap { $0.object?["firstName"]?.string } ?? []
    }

    @Test func printsTheListingAsOneLine() throws {
        let result = try users()
        #expect(result.status == 0 && result.errors.isEmpty && result.lines.count == 1)
        #expect(try result.answer(0)["success"] == true)
        #expect(try Set(Self.names(result)) == ["Ada", "Bob", "Cy"])
    }

    /// The second time from the shape that the first one has left.
    @Test func sortsAndFiltersAndPages() throws {
        let filter = #"[{"mode":"include","field":"user.company","operator":"=","value":"Acme"}]"#
        for _ in 0..<2 {
            #expect(try Self.names(users("--sort-by", "-firstName")) == ["Cy", "Bob", "Ada"])
            let first = try users("--filters", filter, "--sort-by", "-firstName,+userId", "--limit", "1")
            #expect(try Self.names(first) == ["Bob"])
            let next = try #require(try first.answer(0)["data"]?.object?["nextStartId"]?.string)
            #expect(
                try Self.names(users("--filters", filter, "--sort-by", "-firstName", "--start-id", next)) == ["Ada"])
        }
    }

    @Test func stagesAreTheProjects() throws {
        #expect(try Self.names(users("--stage-ids", "LIVE")).isEmpty)
        #expect(try Self.names(users("--project", "default", "--stage-ids", "")).count == 3)
    }

    @Test(arguments: [
        ["--limit", "-1"], ["--sort-by", "firstName"], ["--filters", "{}"], ["--start-id", "nobody"],
        ["--project", "other"],
    ])
    func aListingThatCannotBeGivenIsRefused(arguments: [String]) throws {
        let result = try Command.run(["users", "--database", "people.db"] + arguments, in: store)
        #expect(result.status == 1 && result.output.isEmpty && result.errors.hasPrefix("concord: "))
    }

    @Test func neverMakesADatabase() throws {
        let empty = try TemporaryStore()
        #expect(try Command.run(["users", "--database", "people.db"], in: empty).status == 66)
        #expect(try empty.names == [])
    }
}

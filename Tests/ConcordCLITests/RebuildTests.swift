import Concord
import ConcordTesting
import Foundation
import GRDB
import Testing

/// `concord rebuild`.
@Suite struct RebuildTests {
    private let people: People

    init() throws { people = try People() }

    @Test func followsTheNewPolicyFromNowOn() throws {
        _ = try people.store.file("policy.yaml", "spaces: {usercom: {isClean: false}}\nkinds: [{kind: phone}]\n")
        let result = try people.run("rebuild", "--policy", "policy.yaml")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("All persons are resolved ("))
        #expect(result.errors.isEmpty)
        #expect(try people.person("show", People.twin) == people.person("show", People.otherTwin))
        #expect(try people.person("show", People.ada)["accounts"]?.array?.count == 1)
    }

    @Test func withoutAChangeItChangesNothing() throws {
        let before = try people.person("show", People.ada)
        #expect(try people.run("rebuild").status == 0)
        #expect(try people.person("show", People.ada) == before)
    }

    @Test func aPolicyThatCannotBeUsedChangesNothing() throws {
        _ = try people.store.file("policy.yaml", "sharedAbove: 0\n")
        #expect(try people.run("rebuild", "--policy", "policy.yaml").status == 78)
        #expect(try people.run("rebuild", "--policy", "nowhere.yaml").status == 66)
        #expect(try people.run("policy", "show").output.contains("# sharedAbove: 16\n"))
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aSignalStopsItBetweenSlicesAndTheNextOneGoesOn(signal: Int32) throws {
        try people.apply("botpress", Lines.botpress(5_000))
        let writer = try DatabaseQueue(path: people.store.path, configuration: Self.patient)
        var command: Command
        var began = false
        repeat {
            command = try Command.start(["rebuild", "--database", "people.db"], in: people.store)
            // Whoever writes holds it up; what it has written down shows that it has begun.
            while !began, !command.hasEnded {
                try writer.inTransaction(.immediate) { database in
                    began = try String.fetchOne(database, sql: "SELECT phase FROM rebuild") != nil
                    if began { command.send(signal: signal) }
                    return .commit
                }
            }
            // It may have come to its end between two looks.
            if !began { _ = try command.finish() }
        } while !began
        let result = try command.finish()
        #expect(result.status == nil)
        #expect(result.signal == signal)
        #expect(result.errors == "concord: Stopped between two slices. To go on from there: concord rebuild.\n")
        #expect(try phases() == 1)
        #expect(try people.run("rebuild").status == 0)
        #expect(try phases() == 0)
    }

    @Test func checkFindsNothingInWhatTheEngineWroteAndWritesNothing() throws {
        let before = try people.store.bytes("people.db")
        let result = try people.run("rebuild", "--check")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.lines.contains { $0.hasPrefix("persons: sound (") })
        #expect(result.errors.isEmpty)
        #expect(try people.store.bytes("people.db") == before)
    }

    @Test func checkFindsPersonsThatDifferAndARebuildMakesThemRight() throws {
        let ada = try people.person("show", People.ada)
        try PlainDatabase.make("UPDATE account SET person = id WHERE key = 'c-1'", at: people.store.path)
        let result = try people.run("rebuild", "--check")
        #expect(result.status == 1)
        #expect(!result.errors.isEmpty)
        #expect(try people.run("rebuild").status == 0)
        #expect(try people.run("rebuild", "--check").status == 0)
        #expect(try people.person("show", People.ada) == ada)
    }

    @Test func checkTakesNoPolicy() throws {
        #expect(try people.run("rebuild", "--check", "--policy", "policy.yaml").status == 64)
    }

    @Test func migrateFinishesARebuildThatWasBegun() throws {
        try PlainDatabase.make(
            "INSERT INTO rebuild (id, phase, cursor) VALUES (1, 'identifiers', 0)", at: people.store.path)
        let result = try people.run("migrate")
        #expect(result.status == 0)
        #expect(result.lines.count == 2)
        #expect(result.lines[0].hasPrefix("The schema is current: "))
        #expect(result.lines[1].hasPrefix("All persons are resolved ("))
        #expect(try phases() == 0)
        #expect(try people.run("migrate").lines.count == 1)
    }

    private static var patient: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(60)
        return configuration
    }

    /// 1 while a rebuild is under way, else 0.
    private func phases() throws -> Int {
        try PlainDatabase.rows("SELECT phase FROM rebuild", at: people.store.path).count
    }
}

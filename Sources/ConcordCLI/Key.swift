#if Service
import ArgumentParser
import Concord
import ConcordService

/// `concord key`: who may call the service.
struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes, lists and revokes the service's keys.",
        discussion: "A key opens one scope of one vendor. A running service sees every change at once.",
        subcommands: [Add.self, List.self, Revoke.self]
    )

    /// Whose keys there are.
    enum Holder: String, CaseIterable, ExpressibleByArgument {
        case botpress, usercom, channel, mercury, concord

        var vendor: Vendor { Vendor(rawValue: rawValue) }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key and prints it, once.",
            discussion: """
                Prints one line of JSON. "key" is what callers send as their token; Channel.io's send "id" as \
                x-access-key and "key" as x-access-secret. The database keeps a digest only, so a key that is lost \
                is made anew.
                """
        )

        @OptionGroup var database: DatabaseOption

        @Option(help: "The API that the key is for: \(Holder.allCases.map(\.rawValue).joined(separator: ", ")).")
        var vendor: Holder

        @Option(help: ArgumentHelp("The bot (BOT or BOT/INTEGRATION), app, channel or project.", valueName: "name"))
        var scope = Space.defaultScope

        @Flag(name: .customLong("read-only"), help: "Make a key that only reads.")
        var isReadOnly = false

        func validate() throws {
            try VendorChoice(rawValue: vendor.rawValue)?.validate(scope: scope)
            guard vendor != .concord || scope == Space.defaultScope else {
                throw ValidationError("--scope is not for keys of concord, which see the whole store.")
            }
        }

        func run() async throws {
            let engine = try database.openOrCreate()
            defer { try? engine.close() }
            let key = ServiceKey.generate()
            let credential = Credential(
                digest: ServiceKey.digest(of: key),
                space: Space(vendor: vendor.vendor, scope: scope),
                role: isReadOnly ? .reader : .writer,
                createdAt: engine.configuration.clock()
            )
            try await engine.add(credential)
            var line = credential.json
            line["key"] = .string(key)
            print(JSONValue.object(line).text)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the keys' ids and what they open, one line of JSON each.",
            discussion: "No line holds a key itself, which the database does not know. Revoked keys are not listed."
        )

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let engine = try database.openReadOnly()
            defer { try? engine.close() }
            for credential in try engine.credentials() { print(JSONValue.object(credential.json).text) }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a key away.",
            discussion: "Counts from the next request on, also in services that run. A revoked key never comes back."
        )

        @OptionGroup var database: DatabaseOption

        @Argument(help: ArgumentHelp("The key's id, as 'concord key list' prints it.", valueName: "id"))
        var id: String

        func run() async throws {
            let engine = try database.openAndMigrate()
            defer { try? engine.close() }
            try await engine.revokeCredential(id: id)
        }
    }
}

extension Credential {
    fileprivate var json: JSONObject {
        [
            "id": .string(id), "vendor": .string(space.vendor.rawValue), "scope": .string(space.scope),
            "role": .string(role.rawValue), "created_at": .string(createdAt.iso8601),
        ]
    }
}
#endif

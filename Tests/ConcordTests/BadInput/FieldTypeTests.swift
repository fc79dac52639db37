import ConcordTesting
import Testing

@testable import Concord

/// Every field of every vendor with a value of every type: taken where the vendor's table says so, else refused with
/// the field's name and what is allowed, and nothing is written.
@Suite struct FieldTypeTests {
    /// A value of each type that JSON has.
    static let values: [(kind: String, value: JSONValue)] = [
        ("string", "x"), ("empty", ""), ("integer", 7), ("number", .double(0.5)), ("boolean", true), ("array", ["x"]),
        ("numbers", [1]), ("object", ["a": "x"]), ("null", .null),
    ]

    struct Field: CustomTestStringConvertible {
        let vendor: VendorDoor
        let name: String
        /// The kinds of values that it takes.
        let takes: Set<String>
        /// What a refusal says is allowed.
        let allowed: String

        var testDescription: String { "\(vendor).\(name)" }
    }

    private static let anything = Set(values.map(\.kind))

    private static let botpress = [
        Field(vendor: .botpress, name: "tags", takes: ["object"], allowed: "an object"),
        Field(vendor: .botpress, name: "name", takes: ["string", "empty"], allowed: "Send a string"),
        Field(vendor: .botpress, name: "pictureUrl", takes: ["string", "empty"], allowed: "Send a string"),
        Field(vendor: .botpress, name: "integrationName", takes: ["string", "empty"], allowed: "Send a string"),
        Field(vendor: .botpress, name: "properties", takes: ["object"], allowed: "Send an object"),
        Field(vendor: .botpress, name: "attributes", takes: ["object"], allowed: "Send an object"),
        Field(vendor: .botpress, name: "discriminateByTags", takes: ["array"], allowed: "Send an array of strings"),
        Field(vendor: .botpress, name: "unknown", takes: [], allowed: "Send only tags, integrationName, name"),
    ]

    private static let userCom: [Field] = {
        func fields(_ names: [String], _ takes: Set<String>, _ allowed: String) -> [Field] {
            names.map { Field(vendor: .userCom, name: $0, takes: takes.union(["empty", "null"]), allowed: allowed) }
        }
        let texts = [
            "city", "country", "facebook_url", "first_name", "google_url", "gravatar_url", "last_name", "linkedin_url",
            "phone_number", "region", "timezone", "twitter_url",
        ]
        return [Field(vendor: .userCom, name: "user_id", takes: ["string", "integer"], allowed: "")]
            + fields(texts, ["string"], "Not a valid string")
            + fields(["assigned_to", "company_id", "company_custom_id"], ["string", "integer"], "Not a valid string")
            + fields(["gender", "status"], [], "Not a valid choice")
            + ["score", "notifications", "unsubscribed"].map { name in
                let (takes, allowed) = name == "score" ? ("integer", "A valid integer") : ("boolean", "a valid boolean")
                return Field(vendor: .userCom, name: name, takes: [takes, "null"], allowed: allowed)
            }
            + [Field(vendor: .userCom, name: "unlisted", takes: anything, allowed: "")]
    }()

    private static let channel: [Field] = {
        let flags = ["unsubscribeEmail", "unsubscribeTexting", "unsubscribeTexing", "unsubscribed"]
        return flags.map {
            Field(vendor: .channel, name: $0, takes: ["boolean", "null"], allowed: "Send true or false")
        } + [
            Field(vendor: .channel, name: "profile", takes: ["object", "null"], allowed: "Send an object"),
            Field(vendor: .channel, name: "profileOnce", takes: ["object", "null"], allowed: "Send an object"),
            Field(vendor: .channel, name: "tags", takes: ["array", "null"], allowed: "Send an array of strings"),
            Field(vendor: .channel, name: "unknown", takes: anything, allowed: ""),
        ]
    }()

    @Test(arguments: botpress + userCom + channel)
    func everyTypeIsTakenOrRefusedByName(field: Field) async throws {
        let engine = try TemporaryStore().open()
        for (kind, value) in Self.values {
            let answer = await field.vendor.upsert(Self.body(field, value), on: engine)
            let sent = "\(field.testDescription) as \(kind): \(field.vendor.words(of: answer))"
            #expect(answer.status == (field.takes.contains(kind) ? 200 : 400), "\(sent)")
            #expect(field.vendor.documented.objection(to: answer) == nil, "\(sent)")
            if answer.status == 200 {
                try await Self.empty(engine)
            } else {
                #expect(field.vendor.fields(of: answer) == [field.name], "\(sent)")
                #expect(field.vendor.words(of: answer).contains(field.allowed), "\(sent)")
                #expect(try await Self.count(engine) == 0, "\(sent)")
            }
        }
        #expect(try await engine.check().isSound)
    }

    private static func body(_ field: Field, _ value: JSONValue) -> [UInt8] {
        var members: JSONObject =
            switch field.vendor {
            case .botpress: ["tags": ["x": "1"]]
            case .userCom: ["user_id": "1"]
            case .channel: [:]
            }
        members[field.name] = value
        return JSONValue.object(members).printed()
    }

    private static func count(_ engine: IdentityEngine) async throws -> Int {
        try await engine.check().accounts
    }

    private static func empty(_ engine: IdentityEngine) async throws {
        for space in engine.store.queue.catalogue.spaces.keys {
            for account in try await engine.accounts(in: space, limit: 10) { try await engine.delete(.id(account.id)) }
        }
    }

    @Test(arguments: [("tags", 500), ("properties", 200), ("attributes", 200)])
    func aValueInAMapOfBotpressIsAStringOrNull(map: String, limit: Int) async throws {
        let engine = try TemporaryStore().open()
        for (kind, value) in Self.values {
            let answer = await VendorDoor.botpress.upsert(Self.body(map, ["a": value]), on: engine)
            #expect(answer.status == (["string", "empty", "null"].contains(kind) ? 200 : 400), "\(map) with \(kind)")
            if answer.status == 400 { #expect(VendorDoor.botpress.fields(of: answer) == [map]) }
        }
        let long = JSONValue.string(String(repeating: "🧡", count: limit + 1))
        let answer = await VendorDoor.botpress.upsert(Self.body(map, ["a": long]), on: engine)
        #expect(VendorDoor.botpress.fields(of: answer) == [map])
        #expect(VendorDoor.botpress.words(of: answer).contains("Send at most \(limit) characters"))
    }

    private static func body(_ map: String, _ value: JSONValue) -> [UInt8] {
        body(Field(vendor: .botpress, name: map, takes: [], allowed: ""), value)
    }

    /// In code points, whatever a reader takes for a character or SQLite for a length.
    @Test(arguments: ["a", "é", "🧡", "e\u{301}"])
    func everyTextOfUserComHasItsLimitInCodePoints(unit: String) async throws {
        let engine = try TemporaryStore().open()
        let names =
            ["assigned_to", "company_id", "user_id"]
            + UserComField.listed.compactMap { field in
                if case .text = field.kind { field.name } else { nil }
            }
        for name in names {
            let limit = ["first_name", "last_name"].contains(name) ? 40 : 255
            let fitting = String(repeating: unit, count: limit / unit.unicodeScalars.count)
            let rest = String(repeating: "a", count: limit % unit.unicodeScalars.count)
            for (text, status) in [(fitting + rest, 200), (fitting + rest + "a", 400)] {
                let answer = await VendorDoor.userCom.upsert(
                    Self.body(Field(vendor: .userCom, name: name, takes: [], allowed: ""), .string(text)),
                    on: engine
                )
                #expect(answer.status == status, "\(name), \(text.unicodeScalars.count) code points")
                if status == 400 {
                    #expect(VendorDoor.userCom.fields(of: answer) == [name])
                    #expect(VendorDoor.userCom.words(of: answer).contains("no more than \(limit) characters"))
                }
            }
        }
    }
}

import Concord
import ConcordTesting
import Foundation
import Testing

/// The README's tour, compiled and run; the test below compares its lines with the README's.
func tour(path: String) async throws {
    // TOUR BEGINS
    let engine = try IdentityEngine(path: path)

    // A chatbot's webhook: get or create by tags, in Botpress's shape.
    let bot = engine.botpress(bot: "support", integration: "whatsapp")
    let hello = BotpressGetOrCreateUser(
        tags: ["whatsapp:phone": "+12025550123"], name: "Ada", discriminateByTags: ["whatsapp:phone"])
    let user = try await bot.getOrCreateUser(hello)
    print(user.user.id, user.created)  // user_01…, true; the same call again: false, and nothing is written

    // The CRM and the live chat, each by its own key.
    let crm = try await engine.userCom(app: "shop").updateOrCreate(
        UserComUpdateOrCreate(userID: "c-1", attributes: ["email": "ada@example.com", "first_name": "Ada"]))
    let chat = try await engine.channel(id: "desk").upsertUser(
        memberID: "c-1", ChannelUpsertUser(profile: .value(["name": "Ada"]), profileOnce: ["utmSource": "google"]))
    print(crm.id, chat.user.id)

    // One customer id, so one person, whatever the accounts are called; and why.
    let customer = PersonReference.account(.key("c-1", in: Space(vendor: "usercom", scope: "shop")))
    if case .person(let person)? = try await engine.person(customer) {
        print(person.id, person.accounts.count, person.record.properties)  // person_01…, 2, {"user.email":"ada@…",…}
        print(try await engine.why(customer, .person(person.id))?.steps.map(\.sentence) ?? [])
    }
    let page = try await engine.mercury().users()
    print(page.items.count)

    // No vendor: the one operation that all three are.
    let write = AccountWrite(
        space: Space(vendor: "shop"), match: .key("42"), changes: [.set(.profile, "city", "Rome")])
    let outcome = try await engine.upsert(write)
    print(outcome.account.number, outcome.created, outcome.changed)
    try engine.close()
    // TOUR ENDS
}

@Suite struct ReadmeTests {
    @Test func theTourRuns() async throws {
        try await tour(path: TemporaryStore().path)
    }

    @Test func theTourIsTheReadmes() throws {
        let lines = try PackageFolder.text(of: "Tests/PackageTests/Tour.swift").components(separatedBy: "\n")
        let begin = try #require(lines.firstIndex { $0.hasSuffix("TOUR BEGINS") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("TOUR ENDS") })
        let code = lines[(begin + 1)..<end].map { String($0.dropFirst(4)) }.joined(separator: "\n")
        let isThere = try PackageFolder.text(of: "README.md").contains("```swift\n\(code)\n```")
        #expect(isThere, "The README's Swift is not the tour's")
    }

    @Test func everyCommandOfTheReadmeExists() throws {
        let readme = try PackageFolder.text(of: "README.md")
        let makefile = try PackageFolder.text(of: "Makefile")
        let targets = readme.matches(of: #/`make ([a-z-]+)`/#).map { String($0.1) }
        #expect(!targets.isEmpty)
        for target in targets { #expect(makefile.contains("\n\(target):"), "make \(target)") }
    }
}

import Concord

// Takes one upsert of a chat and one of a CRM, and prints the person that they are.
let engine = try IdentityEngine(path: CommandLine.arguments.dropFirst().first ?? "people.db")
let chat = try await engine.channel(id: "desk").upsertUser(
    memberID: "c-1",
    ChannelUpsertUser(profile: .value(["name": "Ada"]))
)
_ = try await engine.userCom(app: "shop").updateOrCreate(
    UserComUpdateOrCreate(userID: "c-1", attributes: ["email": "ada@example.com"])
)
if let reference = PersonReference(chat.user.id), case .person(let person)? = try await engine.person(reference) {
    print(person.json.text)
}
try engine.close()

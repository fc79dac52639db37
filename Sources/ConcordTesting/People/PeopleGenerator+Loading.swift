public import Concord

extension PeopleGenerator {
    /// Sends the first `count` rows to an engine as their vendors would: a chatbot, a CRM and a live chat.
    ///
    /// What a vendor refuses, such as a mistyped address, is left out, as a client would.
    public func load(_ count: Int, into engine: IdentityEngine) async throws {
        var rows: [[String: String]] = []
        forEachRow(count) { row in
            rows.append(Dictionary(uniqueKeysWithValues: zip(Self.header, row)).filter { !$0.value.isEmpty })
        }
        for row in rows {
            do {
                try await Self.send(row, to: engine)
            } catch is ConcordError {
                try await Self.send(row.filter { $0.key != "email" }, to: engine)
            }
        }
    }

    private static func send(_ row: [String: String], to engine: IdentityEngine) async throws {
        let id = row["record_id"] ?? ""
        switch row["source"] {
        case "crm":
            let names = [
                "email": "email", "first_name": "first_name", "last_name": "last_name", "phone": "phone_number",
            ]
            _ = try await engine.userCom(app: "crm").updateOrCreate(
                UserComUpdateOrCreate(userID: "crm-\(id)", attributes: object(row, names + ["city": "city"])))
        case "livechat":
            let names = [
                "email": "email", "first_name": "firstName", "last_name": "lastName", "phone": "mobileNumber",
            ]
            let others = ["date_of_birth": "birthday", "postcode": "postcode", "company": "company"]
            let profile = object(row, names + others + ["city": "city"])
            _ = try await engine.channel(id: "chat").upsertUser(
                memberID: "member-\(id)", ChannelUpsertUser(profile: .value(profile)))
        default:
            let tags = object(row, ["record_id": "id", "email": "email", "phone": "whatsapp:phone"])
            let name = [row["first_name"], row["last_name"]].compactMap(\.self).joined(separator: " ")
            let properties = object(row, ["date_of_birth": "dob", "postcode": "zip", "city": "city"])
            _ = try await engine.botpress(bot: "bot").getOrCreateUser(
                BotpressGetOrCreateUser(tags: tags, name: name, properties: properties, discriminateByTags: ["id"]))
        }
    }

    /// The values of a row under a vendor's names.
    private static func object(_ row: [String: String], _ names: [String: String]) -> JSONObject {
        var object = JSONObject()
        for (column, name) in names { object[name] = row[column].map(JSONValue.string) }
        return object
    }
}

private func + (left: [String: String], right: [String: String]) -> [String: String] {
    left.merging(right) { $1 }
}

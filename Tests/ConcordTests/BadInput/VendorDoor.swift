import ConcordTesting

@testable import Concord

/// The three adapters' upserts behind one face, so that what holds for all of them is tested once.
enum VendorDoor: String, CaseIterable {
    case botpress, userCom, channel

    /// Sends a body to the upsert of the account `1`.
    func upsert(_ body: [UInt8], on engine: IdentityEngine) async -> VendorAnswer {
        switch self {
        case .botpress: await engine.botpress().getOrCreateUser(body: body)
        case .userCom: await engine.userCom().updateOrCreate(body: body, contentType: "application/json")
        case .channel: await engine.channel().upsertUser(memberSegment: "1", body: body, contentType: nil)
        }
    }

    func upsert(_ body: String, on engine: IdentityEngine) async -> VendorAnswer {
        await upsert(Array(body.utf8), on: engine)
    }

    /// A body that is valid when `value` is a short string.
    func body(with value: String) -> String {
        switch self {
        case .botpress: #"{"tags":{"id":"1"},"name":\#(value)}"#
        case .userCom: #"{"user_id":"1","city":\#(value)}"#
        case .channel: #"{"profile":{"city":\#(value)}}"#
        }
    }

    /// A body with another member at its end.
    func body(adding member: String) -> String {
        let body = body(with: #""x""#)
        return body.dropLast() + "," + member + "}"
    }

    var documented: DocumentedAnswers {
        switch self {
        case .botpress:
            .botpress(.object(["user": DocumentedAnswers.botpressUser, "meta": .object(["created": .bool])]))
        case .userCom: .userCom([200: .object(["created": .bool, "id": .integer])])
        case .channel: .channel
        }
    }

    /// The fields that a refusal names.
    func fields(of answer: VendorAnswer) -> [String] {
        guard let body = (try? JSONValue(parsing: answer.body))?.object else { return [] }
        switch self {
        case .botpress: return body["message"]?.string?.split(separator: ": ").prefix(1).map(String.init) ?? []
        case .userCom: return body.members.map(\.name)
        case .channel:
            return body["details"]?.array?.compactMap { $0.object?["field"]?.string } ?? []
        }
    }

    /// The words of a refusal.
    func words(of answer: VendorAnswer) -> String { String(decoding: answer.body, as: UTF8.self) }
}

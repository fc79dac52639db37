import ConcordTesting

@testable import Concord

/// One mutated request, what was answered, and what the vendor documents for it.
struct FuzzedCall {
    /// The request in words, for a failure's message.
    let request: String
    let answer: VendorAnswer
    let documented: DocumentedAnswers

    init(_ operation: String, body: [UInt8] = [], _ answer: VendorAnswer, _ documented: DocumentedAnswers) {
        request = "\(operation) \(String(decoding: body.prefix(2_000), as: UTF8.self).debugDescription)"
        self.answer = answer
        self.documented = documented
    }
}

/// The vendors whose bytes-in, bytes-out forms are fuzzed.
enum FuzzedVendor: String, CaseIterable {
    case botpress, userCom, channel, mercury

    /// Spaces with every option that changes what is answered, beside those of the defaults.
    static let policy: ResolutionPolicy = {
        var strict = SpaceOptions()
        strict.matching = .containment
        strict.refusesMissingDiscriminators = true
        strict.refusesAmbiguity = true
        strict.maximumTags = 50
        var lenient = SpaceOptions()
        lenient.createsWithoutKey = true
        lenient.storesUnlistedFields = true
        lenient.acceptsAdditiveTags = true
        return ResolutionPolicy(spaces: ["botpress:strict": strict, "usercom:lenient": lenient])
    }()

    /// Makes the request of a seed.
    func call(seed: UInt64, on engine: IdentityEngine) async -> FuzzedCall {
        var mutator = RequestMutator(seed: seed)
        return switch self {
        case .botpress: await BotpressFuzzing(engine: engine).call(&mutator)
        case .userCom: await UserComFuzzing(engine: engine).call(&mutator)
        case .channel: await ChannelFuzzing(engine: engine).call(&mutator)
        case .mercury: await MercuryFuzzing(engine: engine).call(&mutator)
        }
    }
}

extension RequestMutator {
    /// An id that an answer of this store may have shown, or nearly one.
    fileprivate mutating func accountID(on engine: IdentityEngine) async -> String {
        let number = Int64(pick(1...200))
        let known = try? await engine.account(.number(number))
        return text(from: known?.id.description ?? "user_0")
    }

    fileprivate mutating func key() -> String { "\(pick(0..<300))" }
}

private struct BotpressFuzzing {
    let engine: IdentityEngine

    func call(_ mutator: inout RequestMutator) async -> FuzzedCall {
        let users = mutator.once(in: 4) ? engine.botpress(bot: "strict") : engine.botpress(bot: "b")
        let one = DocumentedAnswers.botpress(.object(["user": DocumentedAnswers.botpressUser]))
        switch mutator.pick(0..<20) {
        case 0:
            let id = await mutator.accountID(on: engine)
            return FuzzedCall("GET \(id)", await users.getUser(id: id), one)
        case 1, 2:
            let id = await mutator.accountID(on: engine)
            let body = mutator.body(from: update(&mutator))
            return FuzzedCall("PUT \(id)", body: body, await users.updateUser(id: id, body: body), one)
        case 3:
            let id = await mutator.accountID(on: engine)
            return FuzzedCall("DELETE \(id)", await users.removeUser(id: id), .botpress(.object([:])))
        case 4 where mutator.once(in: 20):
            let token = mutator.text(from: mutator.key())
            let list = AnswerShape.object([
                "users": .array(DocumentedAnswers.botpressUser),
                "meta": .object([:], optional: ["nextToken": .string]),
            ])
            return FuzzedCall("LIST \(token)", await users.getUsers(nextToken: token), .botpress(list))
        default:
            var value = update(&mutator)
            if mutator.once(in: 3), case .object(var members) = value {
                members["discriminateByTags"] = mutator.pick([["id"], ["mail", "id"], [], ["phone"], ["id", "id"]])
                value = .object(members)
            }
            let body = mutator.body(from: value)
            let success = AnswerShape.object([
                "user": DocumentedAnswers.botpressUser, "meta": .object(["created": .bool]),
            ])
            return FuzzedCall("POST", body: body, await users.getOrCreateUser(body: body), .botpress(success))
        }
    }

    private func update(_ mutator: inout RequestMutator) -> JSONValue {
        let key = mutator.key()
        return [
            "tags": ["id": .string(key), "mail": .string("m\(key)@example.com")], "name": "Ada",
            "pictureUrl": "https://example.com/a.png", "properties": ["plan": "pro"], "attributes": ["a": "b"],
        ]
    }
}

private struct UserComFuzzing {
    let engine: IdentityEngine
    private static let types = [
        "application/json", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "text/plain", "",
    ]

    func call(_ mutator: inout RequestMutator) async -> FuzzedCall {
        let users = engine.userCom(app: mutator.once(in: 4) ? "lenient" : "a")
        let user = DocumentedAnswers.userCom([200: DocumentedAnswers.userComUser])
        let done = DocumentedAnswers.userCom([200: .object(["status": .exactly("ok")])])
        let type = mutator.once(in: 3) ? mutator.text(from: mutator.pick(Self.types)) : nil
        switch mutator.pick(0..<20) {
        case 0:
            let reference = reference(&mutator)
            return FuzzedCall("GET \(reference)", await users.getUser(reference), user)
        case 1, 2:
            let (reference, body) = (reference(&mutator), mutator.body(from: attributes))
            let answer = await users.updateUser(reference, body: body, contentType: type)
            return FuzzedCall("PUT \(reference) \(type ?? "-")", body: body, answer, user)
        case 3:
            let reference = reference(&mutator)
            return FuzzedCall("DELETE \(reference)", await users.removeUser(reference), .userCom([204: .nothing]))
        case 4 where mutator.once(in: 20):
            let cursor = mutator.text(from: "a\(mutator.key())")
            return FuzzedCall("LIST \(cursor)", await users.getUsers(cursor: cursor), .userCom([200: Self.page]))
        case 5:
            let (reference, body) = (reference(&mutator), mutator.body(from: ["attribute": "plan", "value": ["a": 1]]))
            let answer = await users.setAttribute(of: reference, body: body, contentType: type)
            return FuzzedCall("set_attribute \(reference) \(type ?? "-")", body: body, answer, done)
        case 6:
            let (reference, body) = (reference(&mutator), mutator.body(from: ["plan": "pro", "list": [1, 2]]))
            let answer = await users.setMultipleAttributes(of: reference, body: body, contentType: type)
            return FuzzedCall("set_multiple_attributes \(reference) \(type ?? "-")", body: body, answer, done)
        default:
            let body = upsert(&mutator)
            let success = AnswerShape.object(["created": .bool, "id": .integer])
            let answer = await users.updateOrCreate(body: body, contentType: type)
            return FuzzedCall("POST \(type ?? "-")", body: body, answer, .userCom([200: success]))
        }
    }

    private let attributes: JSONValue = [
        "email": "ada@example.com", "first_name": "Ada", "last_name": "Byron", "score": 5, "gender": "female",
        "status": 2, "unsubscribed": false, "notifications": "true", "company_id": "c", "city": "Rome", "other": [1],
        "tags": ["vip"],
    ]

    private static let page = AnswerShape.object([
        "count": .integer, "next": .nullable(.string), "previous": .nullable(.string),
        "results": .array(DocumentedAnswers.userComUser),
    ])

    private func upsert(_ mutator: inout RequestMutator) -> [UInt8] {
        if mutator.once(in: 5) {
            var form = Array("user_id=\(mutator.key())&first_name=Ada+B&email=ada%40example.com&score=12".utf8)
            if mutator.once(in: 2) { mutator.breakBytes(&form) }
            return form
        }
        guard case .object(var members) = attributes else { return [] }
        members["user_id"] = .string(mutator.key())
        return mutator.body(from: .object(members))
    }

    private func reference(_ mutator: inout RequestMutator) -> UserComUserReference {
        let key = mutator.key()
        return mutator.once(in: 2) ? .userID(mutator.text(from: key)) : .id(mutator.pick([Int64(key) ?? 0, -1, .max]))
    }
}

private struct ChannelFuzzing {
    let engine: IdentityEngine

    func call(_ mutator: inout RequestMutator) async -> FuzzedCall {
        let users = engine.channel(id: "c", version: mutator.once(in: 2) ? .v4 : .v5)
        let segment = mutator.text(from: mutator.key())
        let type = mutator.once(in: 3) ? mutator.text(from: "application/json") : nil
        switch mutator.pick(0..<20) {
        case 0:
            return FuzzedCall("GET @\(segment)", await users.getUser(memberSegment: segment), .channel)
        case 1:
            let id = await mutator.accountID(on: engine)
            return FuzzedCall("GET \(id)", await users.getUser(id: id), .channel)
        case 2:
            let body = mutator.body(from: Self.user)
            let answer = await users.patchUser(memberSegment: segment, body: body, contentType: type)
            return FuzzedCall("PATCH @\(segment) \(type ?? "-")", body: body, answer, .channel)
        case 3:
            let id = await mutator.accountID(on: engine)
            let body = mutator.body(from: Self.user)
            let answer = await users.patchUser(id: id, body: body, contentType: type)
            return FuzzedCall("PATCH \(id) \(type ?? "-")", body: body, answer, .channel)
        case 4:
            return FuzzedCall("DELETE @\(segment)", await users.removeUser(memberSegment: segment), .channel)
        case 5:
            let id = await mutator.accountID(on: engine)
            return FuzzedCall("DELETE \(id)", await users.removeUser(id: id), .channel)
        default:
            let body = mutator.body(from: Self.user)
            let answer = await users.upsertUser(memberSegment: segment, body: body, contentType: type)
            return FuzzedCall("PUT @\(segment) \(type ?? "-")", body: body, answer, .channel)
        }
    }

    private static let user: JSONValue = [
        "profile": ["name": "Ada", "email": "ada@example.com", "mobileNumber": "+12025550123", "list": [1, 2]],
        "profileOnce": ["source": "google"], "tags": ["vip", "VIP", "new"], "unsubscribed": false,
        "unsubscribeEmail": true, "unsubscribeTexing": false,
    ]
}

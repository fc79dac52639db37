import ConcordTesting
import Foundation

@testable import Concord

/// The listing's addresses: filters, orders, starts and limits that are nearly right, over persons that change.
struct MercuryFuzzing {
    let engine: IdentityEngine

    func call(_ mutator: inout RequestMutator) async -> FuzzedCall {
        switch mutator.pick(0..<20) {
        case 0: return await upsert(&mutator)
        case 1:
            let project = mutator.text(from: "nobody's")
            let answer = await engine.mercury(project: project).getUsers()
            return FuzzedCall("GET of \(project)", answer, .mercury)
        default:
            let query = await query(&mutator)
            return FuzzedCall("GET ?\(query)", await engine.mercury().getUsers(query: query), .mercury)
        }
    }

    /// So that there is somebody to list, with values of every type.
    private func upsert(_ mutator: inout RequestMutator) async -> FuzzedCall {
        let key = mutator.pick(0..<100)
        let values: [JSONValue] = ["5", "ada", "", "2020-03-17T16:54:06Z", "é", "-1.5"]
        let body = JSONValue.object([
            "tags": ["id": .string("\(key)")], "name": .string("Ada Byron \(key % 7)"),
            "properties": ["plan": mutator.pick(values), "city": "Rome"],
        ])
        let answer = await engine.botpress(bot: "b").getOrCreateUser(body: body.printed())
        let success = AnswerShape.object([
            "user": DocumentedAnswers.botpressUser, "meta": .object(["created": .bool]),
        ])
        return FuzzedCall("POST", body: body.printed(), answer, .botpress(success))
    }

    private func query(_ mutator: inout RequestMutator) async -> String {
        let number = Int64(mutator.pick(1...200))
        let known = try? await engine.account(.number(number))
        var parameters: [(name: String, value: String)] = []
        if mutator.once(in: 2) {
            parameters.append(("filters", String(decoding: mutator.body(from: filters(&mutator)), as: UTF8.self)))
        }
        if mutator.once(in: 2) {
            let orders = ["+user.lastName", "-botpress.plan,+user.firstName", " lastInteractionTime", "+userId"]
            parameters.append(("sortBy", mutator.text(from: mutator.pick(orders))))
        }
        if mutator.once(in: 3) {
            parameters.append(("startId", mutator.text(from: known?.person.description ?? "person_0")))
        }
        if mutator.once(in: 2) {
            parameters.append(("limit", mutator.text(from: mutator.pick(["1", "7", "50", "1001", "0", "-3", "x"]))))
        }
        if mutator.once(in: 8) { parameters.append(("stageIds", mutator.text(from: "lead, customer"))) }
        let text = parameters.map { "\($0.name)=\(MercuryFuzzing.encoded($0.value))" }.joined(separator: "&")
        guard mutator.once(in: 8) else { return text }
        var bytes = Array(text.utf8)
        mutator.breakBytes(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func filters(_ mutator: inout RequestMutator) -> JSONValue {
        let fields = ["user.lastName", "botpress.plan", "userId", "lastInteractionTime", "nobody.has"]
        let values: [JSONValue] = ["5", 5, .null, true, "a", ["a", "5", 5], "2020-03-17T16:54:06Z"]
        let filters = (0..<mutator.pick(1...3)).map { _ -> JSONValue in
            [
                "mode": .string(mutator.pick(Filter.Mode.allCases).rawValue), "field": .string(mutator.pick(fields)),
                "operator": .string(mutator.pick(Filter.Operator.allCases).rawValue), "value": mutator.pick(values),
            ]
        }
        return .array(filters)
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension DocumentedAnswers {
    /// vendors.md 4; decisions 50, 55 and 56.
    static let mercury: DocumentedAnswers = {
        let error = AnswerShape.object([
            "success": .exactly(false), "error": .object(["code": .string, "message": .string]),
        ])
        let time = AnswerShape.text {
            $0.wholeMatch(of: #/-?[0-9]{4,}-[0-9]{2}-[0-9]{2} [0-9:]{8}\.[0-9]{1,3}/#) != nil
        }
        let user = AnswerShape.object([
            "userId": .text { PersonID($0) != nil }, "firstName": .nullable(.string), "lastName": .nullable(.string),
            "lastInteractionTime": time, "properties": .map(.any),
        ])
        let data = AnswerShape.object(["items": .array(user)], optional: ["nextStartId": .text { PersonID($0) != nil }])
        let page = AnswerShape.object(["success": .exactly(true), "data": data])
        return DocumentedAnswers(shapes: [200: page, 400: error, 404: error])
    }()
}

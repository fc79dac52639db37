import ConcordTesting
import Testing

@testable import Concord

/// Decision 28 of vendors.md: content types, forms, and forms that call themselves JSON.
@Suite struct UserComBodyTests {
    @Test(
        "Decision 28: the header tells JSON from a form",
        arguments: [
            (#"{"user_id":"1"}"#, "application/json"), (#"{"user_id":"1"}"#, "Application/JSON; charset=UTF-8"),
            (#"{"user_id":"1"}"#, #"application/json;charset="utf-8""#), (#"{"user_id":"1"}"#, nil),
            ("user_id=1", "application/x-www-form-urlencoded"),
            ("user_id=1", "application/x-www-form-urlencoded; charset=utf-8"), ("user_id=1", nil),
        ]
    )
    func contentTypes(_ body: String, _ contentType: String?) async throws {
        let store = try UserComStore()
        #expect(await store.post(body, as: contentType).text == #"{"created":true,"id":1}"#)
    }

    @Test(
        "Decision 28: any other content type is 415",
        arguments: ["text/plain", "multipart/form-data; boundary=x", "application/json; charset=utf-16", "json"]
    )
    func unsupported(_ contentType: String) async throws {
        let store = try UserComStore()
        let answer = await store.post(#"{"user_id":"1"}"#, as: contentType)
        #expect(answer.status == 415)
        #expect(answer.member("detail") == .string("Unsupported media type \"\(contentType)\" in request."))
        #expect(try await store.count() == 0)
    }

    @Test("Decision 28: repeated form keys, the last one wins; + is a space; UTF-8 is percent-decoded")
    func forms() async throws {
        let store = try UserComStore()
        let form = "&user_id=x&user%5Fid=1&first_name=J%C3%B6hn+Q%2B&city=&region=B%26B%3d1=2&country&"
        #expect(await store.post(form, as: UserComStore.form).status == 200)
        #expect(try await store.user().values == ["first_name": "Jöhn Q+", "region": "B&B=1=2"])
    }

    @Test("Decision 28: a form under JSON needs a known key", arguments: ["custom_id=1", "nothing=0&user_id=1"])
    func mislabelled(_ body: String) async throws {
        let store = try UserComStore()
        #expect(await store.post(body).text == #"{"created":true,"id":1}"#)
    }

    @Test(
        "Decision 28: what is neither JSON nor such a form is refused as JSON",
        arguments: [
            "hello", "name=x", "user_id", #"{"user_id":"a=b&c""#, #"["user_id"]"#, #"{"user_id":1,"user_id":2}"#,
        ]
    )
    func neither(_ body: String) async throws {
        let store = try UserComStore()
        let answer = await store.post(body)
        #expect(answer.status == 400)
        #expect(answer.member("detail")?.string?.contains("JSON") == true)
        #expect(try await store.count() == 0)
    }

    @Test(
        "Decision 28: bad escapes are refused in a form, labelled or not",
        arguments: [
            ("user_id=100%", "at byte 11"), ("user_id=1&city=%4", "at byte 15"), ("user_id=%zz", "at byte 8"),
            ("user_id=%+4", "at byte 8"), ("city=%FF&user_id=1", "not UTF-8, in the text at byte 5"),
        ]
    )
    func badEscapes(_ body: String, _ place: String) async throws {
        let store = try UserComStore()
        for contentType in [UserComStore.form, "application/json"] {
            let answer = await store.post(body, as: contentType)
            #expect(answer.status == 400)
            #expect(answer.member("detail")?.string?.contains(place) == true, "\(answer.text)")
        }
    }

    @Test("Names in a form are compared byte by byte: two ways to write é are two fields")
    func formNames() throws {
        let members = try FormBody.members(Array("%C3%A9=1&e%CC%81=2".utf8))
        #expect(members.count == 2)
    }

    @Test("A form has at most 1,000 fields, a body one mebibyte")
    func limits() async throws {
        let store = try UserComStore()
        let many = (0...1_000).map { "f\($0)=1" }.joined(separator: "&")
        #expect(await store.post(many, as: UserComStore.form).status == 400)
        let large = "user_id=1&city=" + String(repeating: "x", count: 1 << 20)
        #expect(await store.post(large, as: UserComStore.form).status == 413)
        #expect(await store.post(large).status == 413)
    }

    @Test("Whatever a form encodes comes back as it was", arguments: 0..<50 as Range<UInt64>)
    func roundTrip(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var members: JSONObject = [:]
        for _ in 0..<20 {
            let texts = (0..<2).map { _ in
                String((0..<5).map { _ in generator.pick(["a", "é", "&", "=", "+", "%", " ", "\0", "\n", "😀", "4"]) })
            }
            members[texts[0]] = .string(texts[1])
        }
        let form = members.members.map { "\(encoded($0.name))=\(encoded($0.value.string ?? ""))" }
        #expect(try FormBody.members(Array(form.joined(separator: "&").utf8)) == members)
    }

    @Test("No bytes are too strange for an answer")
    func anyBytes() async throws {
        let store = try UserComStore()
        var generator = SeededGenerator(seed: 28)
        let pieces = [
            "user_id", "=", "&", "%", "4", "\"", "{", "}", ":", ",", "+", "first_name", "[", "]", "null", "é",
        ]
        for _ in 0..<300 {
            var body: [UInt8] = []
            for _ in 0..<Int.random(in: 0...12, using: &generator) { body += Array(generator.pick(pieces).utf8) }
            if generator.once(in: 4), !body.isEmpty { body.removeLast() }
            for contentType in ["application/json", UserComStore.form] {
                let answer = await store.users.updateOrCreate(body: body, contentType: contentType)
                #expect([200, 400].contains(answer.status), "\(body)")
                #expect(throws: Never.self) { try JSONValue(parsing: answer.body) }
            }
        }
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { $0 == 0x20 ? "+" : ($0 < 16 ? "%0" : "%") + String($0, radix: 16) }.joined()
    }
}

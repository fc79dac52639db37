import Concord
import ConcordTesting
import Foundation
import Testing

@testable import ConcordCLI

/// `concord apply`: lines in, lines out.
@Suite struct ApplyTests {
    private let store: TemporaryStore

    init() throws { store = try TemporaryStore() }

    private func apply(_ vendor: String = "botpress", _ arguments: String..., input: Command.Input) throws -> Finished {
        try Command.run(["apply", "--database", "people.db", "--vendor", vendor] + arguments, in: store, input: input)
    }

    @Test func requestsOfBotpressGetItsAnswersInTheirOrder() throws {
        let names = ["Ada", "Bob", "Cy"]
        let input = names.map { Lines.botpress("\($0)@example.com", name: $0) + "\n" }.joined()
        let result = try apply(input: .text(input))
        #expect(result.status == 0)
        #expect(try result.lines.map { try $0.json["user", "name"]?.string } == names)
        #expect(try result.lines.map { try $0.json["meta", "created"] } == [true, true, true])
        #expect(result.errors.hasPrefix("concord: botpress:default: 3 lines in "))
        #expect(result.errors.hasSuffix(" s: 3 created, 0 changed, 0 unchanged, 0 refused\n"))
    }

    @Test func aRequestThatIsAppliedAgainChangesNothing() throws {
        let input = Command.Input.text(Lines.botpress("ada@example.com", name: "Ada"))
        let first = try apply(input: input).answer(0)
        let again = try apply(input: input).answer(0)
        #expect(again["meta", "created"] == false)
        #expect(again.without("meta") == first.without("meta"))
    }

    /// The bodies of the document's samples: curl's JSON, and the form that jQuery and XMLHttpRequest send as JSON.
    @Test func bothKindsOfUserComsSamplesAreTheSameUser() throws {
        let json = #"{"user_id": "my_custom_id", "first_name": "John", "last_name": "Doe"}"#
        let form = "user_id=my_custom_id&first_name=John&last_name=Doe"
        let result = try apply("usercom", input: .text("\(json)\n\(form)\n"))
        #expect(result.status == 0)
        #expect(result.lines == [#"{"created":true,"id":1}"#, #"{"created":false,"id":1}"#])
    }

    @Test func aLineOfChannelHasTheMemberIDBesideTheBodysMembers() throws {
        let line = #"{"memberId":"12345","profile":{"name":"Gabrielle Chanel"},"profileOnce":{"utmSource":"google"}}"#
        let result = try apply("channel", "--scope", "shop", input: .text(line))
        #expect(result.status == 0)
        let user = try #require(try result.answer(0)["user"])
        #expect(user["memberId"] == "12345")
        #expect(user["channelId"] == "shop")
        #expect(user["profile", "name"] == "Gabrielle Chanel")
        #expect(user["profile", "utmSource"] == "google")
    }

    @Test func requestsOfUserComGetItsAnswers() throws {
        let line = #"{"user_id":"my_custom_id","first_name":"John","last_name":"Doe"}"# + "\n"
        let result = try apply("usercom", input: .text(line + line))
        #expect(result.lines == [#"{"created":true,"id":1}"#, #"{"created":false,"id":1}"#])
    }

    @Test func theVendorsShareOneDatabaseAndNoAccounts() throws {
        _ = try apply("channel", input: .text(#"{"memberId":"c-1"}"#))
        let result = try apply("usercom", input: .text(#"{"user_id":"c-1"}"#))
        #expect(result.lines == [#"{"created":true,"id":2}"#])
    }

    @Test func scopesAreSpacesOfTheirOwn() throws {
        let input = Command.Input.text(Lines.botpress("ada@example.com"))
        for scope in ["support", "support/whatsapp", "sales"] {
            #expect(try apply("botpress", "--scope", scope, input: input).answer(0)["meta", "created"] == true)
        }
    }

    @Test func aRefusedLineSaysWhyWhereAndWithWhichStatusAndHarmsNoOther() throws {
        let lines = [
            "", Lines.botpress("a@example.com"), "  ", #"{"name":"No tags"}"#, Lines.botpress("b@example.com"),
        ]
        let result = try apply(input: .text(lines.joined(separator: "\n")))
        #expect(result.status == 1)
        let answers = try result.lines.map { try $0.json }
        try #require(answers.map { $0["meta", "created"] } == [true, nil, true])
        #expect(answers[1]["line"] == 4)
        #expect(answers[1]["status"] == 400)
        #expect(answers[1]["error", "type"] == "InvalidPayload")
        #expect(result.output.contains("\n" + #"{"error":{"#))
        #expect(result.output.contains(#","status":400,"line":4}"# + "\n"))
        #expect(result.errors.contains("3 lines in "))
        #expect(result.errors.contains("2 created, 0 changed, 0 unchanged, 1 refused"))
    }

    @Test func eachVendorRefusesInItsOwnWords() throws {
        let usercom = try apply("usercom", input: .text("{}"))
        #expect(usercom.lines == [#"{"error":{"user_id":["This field is required."]},"status":400,"line":1}"#])
        let channel = try apply("channel", input: .text("{}"))
        #expect(try channel.answer(0)["error", "commonErrorCode"] == "validationFailed")
        #expect(channel.status == 1)
    }

    @Test func bytesThatAreNotUTF8AreRefusedAndHarmNoOtherLine() throws {
        let good = Array(Lines.botpress("a@example.com").utf8)
        let bad = Array(#"{"tags":{"email":""#.utf8) + [0xFF, 0xFE] + Array(#""}}"#.utf8)
        let newline = Array("\n".utf8)
        let result = try apply(input: .bytes(good + newline + bad + newline + [0xC3] + newline + good))
        #expect(result.status == 1)
        let answers = try result.lines.map { try $0.json }
        #expect(answers.map { $0["status"] } == [nil, 400, 400, nil])
        #expect(answers.map { $0["line"] } == [nil, 2, 3, nil])
    }

    @Test(arguments: ["botpress", "usercom", "channel"])
    func aLineOverTheLimitGetsTheVendorsAnswerForTooLarge(vendor: String) throws {
        let long = #"{"name":""# + String(repeating: "x", count: LineSplitter.maximumBytes) + #""}"#
        let good = [
            "botpress": Lines.botpress("a@example.com"), "usercom": #"{"user_id":"1"}"#,
            "channel": #"{"memberId":"1"}"#,
        ]
        let result = try apply(vendor, input: .text(long + "\n" + good[vendor]!))
        #expect(result.status == 1)
        #expect(try result.answer(0)["status"] == 413)
        #expect(try result.answer(1)["status"] == nil)
    }

    @Test func moreLinesThanATransactionTakesKeepTheirOrder() throws {
        let count = 2_500
        let result = try apply(input: .text(Lines.botpress(count)))
        #expect(result.status == 0)
        let emails = try result.lines.map { try $0.json["user", "tags", "email"]?.string }
        #expect(emails == (0..<count).map { "p\($0)@example.com" })
    }

    @Test func carriageReturnsAndAByteOrderMarkAreNoPartOfALine() throws {
        let lines = [Lines.botpress("a@example.com"), "", Lines.botpress("b@example.com"), ""]
        let result = try apply(input: .text("\u{FEFF}" + lines.joined(separator: "\r\n")))
        #expect(result.status == 0)
        #expect(result.lines.count == 2)
    }

    @Test func anEmptyInputMakesADatabaseAndNoAnswers() throws {
        let result = try apply(input: .text(""))
        #expect(result.status == 0)
        #expect(result.output.isEmpty)
        #expect(try store.names == ["people.db"])
    }

    @Test func aSlowWritersLinesAreAnsweredBeforeItsInputEnds() throws {
        let pipe = try InputPipe()
        let command = try Command.start(
            ["apply", "--database", "people.db", "--vendor", "botpress"],
            in: store,
            input: .pipe(pipe)
        )
        pipe.write(Lines.botpress("a@example.com") + "\n")
        let answered = wait { try command.outputSoFar.hasSuffix("\n") }
        try pipe.close()
        #expect(try command.finish().status == 0)
        #expect(answered)
    }
}

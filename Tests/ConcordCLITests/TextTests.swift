import ArgumentParser
import Concord
import Testing

@testable import ConcordCLI

/// What the commands say, as pure functions.
@Suite struct TextTests {
    @Test func theSummaryCountsEffects() {
        var summary = ApplySummary()
        summary.count(.failure(ConcordError(.invalidWrite, "No", remedy: "Send another")))
        #expect(
            summary.text(of: "botpress:default", after: .milliseconds(2_349))
                == "concord: botpress:default: 1 line in 2.3 s: 0 created, 0 changed, 0 unchanged, 1 refused"
        )
    }

    @Test func progressShowsAtMostTwoTextsASecondAndTakesTheLastOneAway() {
        var progress = Progress()
        #expect(progress.text(lines: 10, after: .milliseconds(499)) == nil)
        #expect(progress.end == nil)
        #expect(progress.text(lines: 1_000, after: .milliseconds(500)) == "\r\u{1B}[K1000 lines, 2000 a second")
        #expect(progress.text(lines: 1_500, after: .milliseconds(999)) == nil)
        #expect(progress.text(lines: 3_000, after: .milliseconds(1_000)) == "\r\u{1B}[K3000 lines, 3000 a second")
        #expect(progress.end == "\r\u{1B}[K")
    }

    @Test func migrateSaysWhichStepsItDid() {
        #expect(Migrate.text(done: ["m0001_a"], now: ["m0002_b", "m0003_c"]) == "Done: m0002_b\nDone: m0003_c")
        #expect(Migrate.text(done: ["m0001_a", "m0002_b"], now: []) == "The schema is current: m0002_b.")
    }

    @Test func aRefusedLineCarriesTheVendorsErrorTheStatusAndTheLinesNumber() {
        let error = ConcordError(.invalidWrite, "No", remedy: "Send another")
        let answer = VendorAnswer(status: 400, body: Array(#"{"a":1}"#.utf8))
        let line = AppliedLine(number: 7, answer: answer, result: .failure(error))
        #expect(String(decoding: line.output, as: UTF8.self) == #"{"error":{"a":1},"status":400,"line":7}"# + "\n")
        #expect(line.storeFailure == nil)
    }

    @Test func anAnswerWithoutABodyIsNull() {
        let error = ConcordError(.diskFull, "Full", remedy: "Make room")
        let line = AppliedLine(number: 1, answer: VendorAnswer(status: 500, body: []), result: .failure(error))
        #expect(String(decoding: line.output, as: UTF8.self) == #"{"error":null,"status":500,"line":1}"# + "\n")
        #expect(line.storeFailure == error)
    }

    @Test func tagsOfMatchAreStringsAndNullAndEmptyOnesAreNone() throws {
        #expect(try Match.tags(from: #"{"a":"1","b":null,"c":""}"#) == ["a": "1"])
        #expect(throws: ValidationError.self) { try Match.tags(from: #"["a"]"#) }
        #expect(throws: ValidationError.self) { try Match.tags(from: #"{"a":1}"#) }
    }

    @Test(arguments: ["", "/", "bot/", "/integration", "bot/integration/more"])
    func aScopeThatBotpressCannotHaveIsRefused(scope: String) {
        #expect(throws: ValidationError.self) { try VendorChoice.botpress.validate(scope: scope) }
    }

    @Test func errorsHaveOneSentenceOneRemedyAndAnExitCode() throws {
        let engine = ConcordError(.busy, "Another process is writing", remedy: "Try again")
        let report = try #require(CommandFailure.report(of: engine))
        #expect(report.text == "concord: Another process is writing. Try again.")
        #expect(report.status == .busy)
        #expect(CommandFailure.report(of: ValidationError("no")) == nil)
    }

    @Test func eachKindOfTheEnginesErrorsHasItsExitCode() {
        let codes: [(ConcordError.Code, CommandStatus)] = [
            (.invalidWrite, .refused), (.tooLarge, .refused), (.notFound, .refused), (.ambiguousMatch, .refused),
            (.unusableDatabase, .unusableDatabase), (.newerDatabase, .unusableDatabase),
            (.missingDatabase, .missingFile), (.diskFull, .inputOutput), (.storage, .inputOutput), (.busy, .busy),
            (.policy, .policy),
        ]
        for (code, status) in codes { #expect(CommandStatus(code) == status, "\(code)") }
    }
}

import Concord

/// What became of one line of the input.
struct AppliedLine {
    /// The line's number in the input.
    let number: Int
    /// The vendor's answer.
    let answer: VendorAnswer
    let result: Result<AccountOutcome, any Error>

    /// The line of the output, with its newline.
    var output: [UInt8] {
        if case .success = result { return answer.body + [UInt8(ascii: "\n")] }
        let body = answer.body.isEmpty ? Array("null".utf8) : answer.body
        return Array(#"{"error":"#.utf8) + body + Array(",\"status\":\(answer.status),\"line\":\(number)}\n".utf8)
    }

    /// The trouble, when it is the store's and not the line's: the lines to come would have it too.
    var storeFailure: ConcordError? {
        guard case .failure(let error) = result else { return nil }
        guard let error = error as? ConcordError else {
            return ConcordError(.storage, "An unexpected failure", remedy: "Apply the input again")
        }
        return CommandStatus(error.code) == .refused ? nil : error
    }
}

extension VendorUpserts {
    /// Does the requests of a batch in their order; one bad line harms no other.
    func apply(_ lines: [InputLine]) async -> [AppliedLine] {
        let answered = await upsert(requests: lines.map { line in Result { try write(of: line) } })
        return zip(lines, answered).map { line, answered in
            AppliedLine(number: line.number, answer: answered.answer, result: answered.outcome)
        }
    }

    private func write(of line: InputLine) throws -> AccountWrite {
        guard let bytes = line.bytes else {
            throw ConcordError(
                .tooLarge,
                "The line is longer than \(LineSplitter.maximumBytes) bytes",
                remedy: "Send less in one request"
            )
        }
        return try write(fromLine: bytes)
    }
}

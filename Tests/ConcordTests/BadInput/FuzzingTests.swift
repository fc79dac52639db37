import ConcordTesting
import Foundation
import Testing

@testable import Concord

/// Mutated requests through the bytes-in, bytes-out forms: whatever comes in, a documented answer goes out, and the
/// store stays sound.
///
/// `CONCORD_FUZZ=100000` sets the number of requests for each vendor and `CONCORD_FUZZ_SEED` the first one's seed.
@Suite struct FuzzingTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let requests = environment["CONCORD_FUZZ"].flatMap { UInt64($0) } ?? 5_000
    private static let firstSeed = environment["CONCORD_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    /// How many callers share the engine, so that requests meet in its groups.
    private static let callers: UInt64 = 8

    /// What became of some requests.
    private struct Tally {
        var failures: [String] = []
        /// How many answers had each status.
        var statuses: [Int: UInt64] = [:]
    }

    @Test(arguments: FuzzedVendor.allCases)
    func everyAnswerIsOneThatTheVendorDocuments(vendor: FuzzedVendor) async throws {
        let engine = try TemporaryStore().open {
            $0.durability = .normal
            $0.policy = FuzzedVendor.policy
        }
        let tally = await withTaskGroup(of: Tally.self) { group in
            for caller in 0..<Self.callers {
                group.addTask { await Self.tally(of: vendor, caller: caller, on: engine) }
            }
            return await group.reduce(into: Tally()) { all, one in
                all.failures += one.failures
                all.statuses.merge(one.statuses, uniquingKeysWith: +)
            }
        }
        #expect(tally.failures.isEmpty, "\(tally.failures.count) failures, the first: \(tally.failures[0])")
        // Requests that are nearly right: some are taken and some are not.
        for status in [200, 400, 404] {
            #expect(tally.statuses[status] ?? 0 > Self.requests / 100, "\(tally.statuses)")
        }
        let report = try await engine.check()
        #expect(report.isSound, "\(report.found)")
        #expect(report.accounts > 0)
    }

    private static func tally(of vendor: FuzzedVendor, caller: UInt64, on engine: IdentityEngine) async -> Tally {
        var tally = Tally()
        for seed in stride(from: firstSeed &+ caller, to: firstSeed &+ requests, by: Int(callers)) {
            let call = await vendor.call(seed: seed, on: engine)
            tally.statuses[call.answer.status, default: 0] += 1
            guard let objection = call.documented.objection(to: call.answer) else { continue }
            let answer = String(decoding: call.answer.body.prefix(2_000), as: UTF8.self)
            tally.failures.append("\(vendor.rawValue), seed \(seed): \(objection)\n\(call.request)\n\(answer)")
        }
        return tally
    }
}

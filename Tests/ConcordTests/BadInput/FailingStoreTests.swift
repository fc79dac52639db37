import ConcordTesting
import Foundation
import GRDB
import Testing

@testable import Concord

/// What clients are told when the store itself fails: the vendor's own error, nothing half done, and everything as
/// before once the trouble is over.
@Suite struct FailingStoreTests {
    private static func expect(_ status: Int, _ answer: VendorAnswer, by vendor: VendorDoor, _ words: String) {
        #expect(answer.status == status, "\(vendor.words(of: answer))")
        #expect(vendor.words(of: answer).contains(words), "\(vendor.words(of: answer))")
        let body = (try? JSONValue(parsing: answer.body))?.object
        switch vendor {
        case .botpress: #expect(body?["type"] == "Internal" && body?["code"] == .integer(Int64(status)))
        case .userCom:
            #expect(body?["detail"] != nil && body?.count == 1)
            #expect(answer.headers["retry-after"] == (status == 503 ? "1" : nil))
        case .channel:
            #expect(body?["commonErrorCode"] == "internalError" && body?["status"] == .integer(Int64(status)))
        }
    }

    @Test(arguments: VendorDoor.allCases)
    func aFullDiskIsAnErrorOfTheServersAndStoresNothing(vendor: VendorDoor) async throws {
        let engine = try TemporaryStore().open()
        #expect(await vendor.upsert(vendor.body(with: #""a""#), on: engine).status == 200)
        try await Self.limit(engine, to: "(page_count)")
        let large = String(repeating: "x", count: 100)
        var refused = 0
        for index in 0..<400 {
            let body =
                vendor == .channel ? #"{"profile":{"k\#(index)":"\#(large)"}}"# : Self.another(vendor, index, large)
            let answer = await vendor.upsert(body, on: engine)
            if answer.status == 200 { continue }
            refused += 1
            Self.expect(500, answer, by: vendor, "The disk is full")
        }
        #expect(refused > 0)
        let before = try await engine.check()
        #expect(before.isSound, "\(before.found)")
        try await Self.limit(engine, to: "1000000")
        #expect(await vendor.upsert(Self.another(vendor, 999, large), on: engine).status == 200)
        #expect(try await engine.check().isSound)
    }

    private static func another(_ vendor: VendorDoor, _ index: Int, _ text: String) -> String {
        switch vendor {
        case .botpress: #"{"tags":{"id":"\#(index)"},"name":"\#(text)"}"#
        case .userCom: #"{"user_id":"\#(index)x","city":"\#(text)"}"#
        case .channel: #"{"profile":{"k\#(index)":"\#(text)"}}"#
        }
    }

    private static func limit(_ engine: IdentityEngine, to pages: String) async throws {
        try await engine.store.pool.writeWithoutTransaction { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            let limit = pages == "(page_count)" ? "\(count)" : pages
            try database.execute(sql: "PRAGMA max_page_count = \(limit)")
        }
    }

    @Test(arguments: VendorDoor.allCases)
    func aDatabaseThatAnotherProcessKeepsIsBusy(vendor: VendorDoor) async throws {
        let temporary = try TemporaryStore()
        let engine = try temporary.open { $0.busyTimeout = .zero }
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: temporary.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        Self.expect(503, await vendor.upsert(vendor.body(with: #""a""#), on: engine), by: vendor, "Try again")
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        let report = try await engine.check()
        #expect(report.isSound && report.accounts == 0)
        #expect(await vendor.upsert(vendor.body(with: #""a""#), on: engine).status == 200)
    }

    /// Every bad line of a batch is refused by itself, beside a disk that is full for some of them.
    @Test func linesOfOneBatchFailOneByOneOnAFullDisk() async throws {
        let engine = try TemporaryStore().open()
        let users = engine.channel()
        _ = await users.upsert(lines: [Array(#"{"memberId":"first"}"#.utf8)])
        try await engine.store.pool.writeWithoutTransaction { database in
            let count = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
            try database.execute(sql: "PRAGMA max_page_count = \(count + 30)")
        }
        let large = String(repeating: "x", count: 60_000)
        let lines = (0..<6).map { index in
            let profile = index % 2 == 1 ? #","profile":{"a":"\#(large)","b":"\#(large)","c":"\#(large)"}"# : ""
            return Array(#"{"memberId":"m\#(index)"\#(profile)}"#.utf8)
        }
        let statuses = await WriteGroup.run(of: lines.count, on: engine) { index in
            await users.upsert(lines: [lines[index]])[0].answer.status
        }
        #expect(statuses == [200, 500, 200, 500, 200, 500])
        let report = try await engine.check()
        #expect(report.isSound && report.accounts == 4)
    }
}

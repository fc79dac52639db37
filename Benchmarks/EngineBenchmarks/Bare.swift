import BareSQLite
import Concord
import Foundation

/// The baseline on a store's file, with keys that are in it.
///
/// `@unchecked Sendable` because the benchmarks run one after another.
final class Bare: @unchecked Sendable {
    let store: OpaquePointer
    private let account: Account
    private let golden: String

    init(on fixture: Fixture, isDurable: Bool = false) async throws {
        store = bare_open(fixture.path, Int64(fixture.engine.configuration.cacheBytes), isDurable ? 1 : 0)
        guard let account = try await fixture.engine.account(.number(1)),
            case .person(let person)? = try await fixture.engine.person(.account(.number(1)))
        else { preconditionFailure("The store holds an account with the number 1") }
        self.account = account
        golden = JSONValue.object(person.record.properties).text
    }

    deinit { bare_close(store) }

    func insert(_ count: Int) {
        withAccount { bare_insert(store, &$0, Int64(count)) }
    }

    /// Changes the accounts of some keys, in one transaction.
    func change(_ keys: Keys, _ places: Range<Int>) {
        withAccount { account in
            bare_begin(store)
            for place in places { bare_change(store, &account, keys.discriminator, keys[place]) }
            bare_commit(store)
        }
    }

    func count(_ table: String) -> Int { Int(bare_count(store, table)) }

    /// What an account's rows hold.
    private func withAccount(_ body: (inout bare_account) -> Void) {
        var sections = JSONObject()
        for section in [FieldSection.profile, .properties, .tags] {
            sections[section.rawValue] = .object(account.fields[section])
        }
        JSONValue.object(sections).text.withCString { fields in
            golden.withCString { golden in
                #"{"properties":{"score":"12"}}"#.withCString { before in
                    var account = bare_account(fields: fields, properties: golden, before: before)
                    body(&account)
                }
            }
        }
    }

    /// Fingerprints of one discriminator, in an order that jumps about the table.
    struct Keys {
        let discriminator: Int64
        private let bytes: [UInt8]
        private let count: Int

        init(of names: String, in bare: Bare, upTo limit: Int = 100_000) {
            discriminator = bare_discriminator(bare.store, names)
            var bytes = [UInt8](repeating: 0, count: 16 * limit)
            count = Int(bare_sample_keys(bare.store, discriminator, &bytes, Int64(limit)))
            self.bytes = bytes
        }

        /// Keys that are in no table, as many as the fixture's absent tags have.
        init(absentFrom names: String, in bare: Bare) {
            discriminator = bare_discriminator(bare.store, names)
            count = Fixture.absences
            var generator = SystemRandomNumberGenerator()
            bytes = (0..<16 * count).map { _ in generator.next() }
        }

        subscript(index: Int) -> UnsafePointer<UInt8> {
            bytes.withUnsafeBufferPointer { $0.baseAddress! + 16 * (index % count) }
        }
    }

    func probe(_ keys: Keys, _ index: Int) -> Int64 { bare_probe(store, keys.discriminator, keys[index]) }
}

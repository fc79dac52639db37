/// People as several vendors see them, with the truth beside: synthetic rows for tests and benchmarks of batch linkage, in any number.
///
/// Each person is seen by three vendors one to six times, with typing errors, nicknames, married names, names in the wrong
/// column, second addresses and numbers, moves, missing values, several spellings of one number or address, and junk values that
/// many share. Equal seeds give equal rows. Memory does not grow with the number of rows.
public struct PeopleGenerator: Sendable {
    /// How often things happen, as shares of rows unless it says otherwise.
    public struct Parameters: Sendable {
        /// Share of people seen once, twice, … six times.
        public var sightings: [Double] = [0.44, 0.30, 0.18, 0.03, 0.03, 0.02]
        /// Share of rows that have the field at all.
        public var surnameFilled = 0.93, emailFilled = 0.74, phoneFilled = 0.70, birthFilled = 0.38
        public var cityFilled = 0.54, postcodeFilled = 0.42, companyFilled = 0.28
        public var nickname = 0.05, marriedName = 0.03, swappedNames = 0.02
        /// Chance of a typing error per text field.
        public var typo = 0.06
        /// Chance that a later sighting shows another address, number, city or postcode than the person's first one.
        public var otherEmail = 0.17, otherPhone = 0.09, moved = 0.18, otherPostcode = 0.14
        public var wrongDate = 0.05, junk = 0.006
        /// Share of surnames that are made of syllables and not taken from the list of common ones.
        public var inventedSurnames = 0.45

        public init() {}
    }

    private let parameters: Parameters
    private let seed: UInt64
    private let names = PeopleNames()

    public init(seed: UInt64, parameters: Parameters = Parameters()) {
        self.seed = seed
        self.parameters = parameters
    }

    /// The columns of a row; `entity_id` is the truth.
    public static let header = [
        "record_id", "source", "entity_id", "first_name", "last_name", "email", "phone", "date_of_birth", "city",
        "postcode",
        "company",
    ]

    /// Calls `body` with each of the first `count` rows, the rows of a person one after another.
    public func forEachRow(_ count: Int, _ body: ([String]) -> Void) {
        var random = SeededGenerator(seed: seed)
        var row = 0
        var entity = 0
        while row < count {
            let person = Person(names, parameters, &random)
            for _ in 0...random.index(parameters.sightings) where row < count {
                body(
                    ["\(row)", random.pick(Self.vendors), "\(entity)"] + person.sighting(parameters, names, &random)
                )
                row += 1
            }
            entity += 1
        }
    }

    /// The rows as CSV, with a header.
    public func csv(_ count: Int) -> String {
        var text = Self.header.joined(separator: ",") + "\n"
        forEachRow(count) { text += $0.joined(separator: ",") + "\n" }
        return text
    }

    private static let vendors = ["chatbot", "crm", "livechat"]
}

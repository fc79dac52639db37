/// One synthetic person and what a vendor may see of them.
struct Person {
    private let given: String
    private let surname: String
    private let emails: [String]
    private let phones: [String]
    private let birth: (year: Int, month: Int, day: Int)
    private let cities: [String]
    private let postcodes: [String]
    private let company: String

    init(_ names: PeopleNames, _ parameters: PeopleGenerator.Parameters, _ random: inout SeededGenerator) {
        let given = names.given(&random)
        let surname = names.surname(invented: parameters.inventedSurnames, &random)
        let company = random.pick(PeopleNames.companies)
        (self.given, self.surname, self.company) = (given, surname, company)
        emails = (0..<2).map { _ in Self.email(given, surname, company, &random) }
        phones = (0..<2).map { _ in "4" + (0..<8).map { _ in String(random.below(10)) }.joined() }
        birth = (1940 + random.below(66), 1 + random.below(12), 1 + random.below(28))
        cities = (0..<2).map { _ in names.city(&random) }
        postcodes = (0..<2).map { _ in names.postcode(&random) }
    }

    /// One row of this person, the fields from the given name to the company.
    func sighting(
        _ parameters: PeopleGenerator.Parameters,
        _ names: PeopleNames,
        _ random: inout SeededGenerator
    ) -> [String] {
        var given = random.chance(parameters.nickname) ? names.nickname(of: self.given, &random) : self.given
        var surname =
            random.chance(parameters.marriedName)
            ? names.surname(invented: parameters.inventedSurnames, &random) : self.surname
        given = random.mistyped(given, parameters.typo)
        surname = random.chance(parameters.surnameFilled) ? random.mistyped(surname, parameters.typo) : ""
        if !surname.isEmpty, random.chance(parameters.swappedNames) { swap(&given, &surname) }
        return [given, surname]
            + [filled(parameters.emailFilled, &random) { email(parameters, &$0) }]
            + [filled(parameters.phoneFilled, &random) { phone(parameters, &$0) }]
            + [filled(parameters.birthFilled, &random) { date(parameters, &$0) }]
            + [
                filled(parameters.cityFilled, &random) {
                    $0.mistyped(cities[$0.chance(parameters.moved) ? 1 : 0], parameters.typo)
                }
            ]
            + [filled(parameters.postcodeFilled, &random) { postcodes[$0.chance(parameters.otherPostcode) ? 1 : 0] }]
            + [filled(parameters.companyFilled, &random) { _ in company }]
    }

    private func filled(
        _ share: Double,
        _ random: inout SeededGenerator,
        _ value: (inout SeededGenerator) -> String
    ) -> String {
        random.chance(share) ? value(&random) : ""
    }

    private func email(_ parameters: PeopleGenerator.Parameters, _ random: inout SeededGenerator) -> String {
        if random.chance(parameters.junk) { return random.pick(PeopleNames.junkEmails) }
        let email = random.mistyped(emails[random.chance(parameters.otherEmail) ? 1 : 0], parameters.typo)
        switch random.below(10) {
        case 0: return email.uppercased()
        case 1:
            return email.split(separator: ".").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: ".")
        default: return email
        }
    }

    private func phone(_ parameters: PeopleGenerator.Parameters, _ random: inout SeededGenerator) -> String {
        if random.chance(parameters.junk) { return "0000000000" }
        let number = phones[random.chance(parameters.otherPhone) ? 1 : 0]
        if random.chance(0.5) { return "+61" + number }
        return "0\(number.prefix(3)) \(number.dropFirst(3).prefix(3)) \(number.suffix(3))"
    }

    private func date(_ parameters: PeopleGenerator.Parameters, _ random: inout SeededGenerator) -> String {
        var (year, month, day) = birth
        if random.chance(parameters.wrongDate) {
            switch random.below(3) {
            case 0: (month, day) = day <= 12 ? (day, month) : (month, 1 + random.below(28))
            case 1: day = 1 + random.below(28)
            default: year += random.chance(0.5) ? 1 : -1
            }
        }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// People make addresses of their names, which is why two people of one name can have one address.
    private static func email(
        _ given: String,
        _ surname: String,
        _ company: String,
        _ random: inout SeededGenerator
    ) -> String {
        let local =
            switch random.below(5) {
            case 0: "\(given).\(surname)"
            case 1: "\(given.prefix(1))\(surname)"
            case 2: "\(given)\(1000 + random.below(9000))"
            case 3: "\(surname).\(given)\(10 + random.below(90))"
            default: "\(given)_\(surname)\(random.below(100))"
            }
        let domain = random.chance(0.08) ? "\(company.lowercased()).example" : random.pick(PeopleNames.mailDomains)
        return "\(local)@\(domain)"
    }
}

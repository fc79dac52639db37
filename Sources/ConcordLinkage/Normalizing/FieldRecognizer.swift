/// Finds out what a column holds: by its header, and by its values where the header does not say or is contradicted.
struct FieldRecognizer {
    /// The kind of a column; `.ignored` for columns that cannot tell people apart.
    func kind(of column: Table.Column) -> FieldKind {
        let sample = ColumnSample(column)
        guard sample.distinct > 1 else { return .ignored }
        switch Self.kind(named: column.name) {
        case .email?: return sample.emailShare > 0.3 ? .email : .text
        case .date?: return sample.dateShare > 0.5 ? .date : .ignored
        case .phone?: return sample.phoneShare > 0.3 ? .phone : .text
        case let kind?: return kind
        case nil: return byContent(sample)
        }
    }

    /// The kind that a header promises; nil for one that promises none.
    static func kind(named header: String) -> FieldKind? {
        let words = words(header)
        return headers.first { rule in rule.phrases.contains { words.contains($0) } }?.kind
    }

    private func byContent(_ sample: ColumnSample) -> FieldKind {
        if sample.emailShare > 0.6 { return .email }
        if sample.dateShare > 0.8 { return sample.spansLifetimes ? .date : .ignored }
        if sample.phoneShare > 0.8, sample.numberShare < 0.9 { return .phone }
        if sample.numberShare > 0.9 { return .ignored }
        if sample.givenNameShare > 0.5 { return .givenName }
        return sample.repetition > 20 ? .category : .text
    }

    /// The header as ` word word `, camel case and punctuation cut into words, so that whole words can be searched.
    private static func words(_ header: String) -> String {
        var spaced = ""
        var previous: Character = " "
        for character in header {
            if character.isUppercase, previous.isLowercase { spaced.append(" ") }
            spaced.append(character)
            previous = character
        }
        return " \(TextFolding.fold(spaced)) "
    }

    /// Phrases of headers, the more telling first: `company name` is no name and `birth place` no date.
    private static let headers: [(kind: FieldKind, phrases: [String])] = [
        (
            .ignored,
            phrases("type|status|amount|created|updated|modified|timestamp|rel|url|link|uuid|password|hash|score")
        ),
        (.email, phrases("email|e mail|mail")),
        (.phone, phrases("phone|telephone|tel|mobile|cell|cellphone|msisdn|telefon|handy|mobilenumber|phonenumber")),
        (
            .city,
            phrases("birth place|birthplace|place of birth|city|town|suburb|locality|ort|stadt|ville|ciudad|wohnort")
        ),
        (.date, phrases("dob|birth|birthday|birthdate|born|bday|geburtsdatum|dateofbirth|nascimento|naissance")),
        (.company, phrases("company|organisation|organization|org|employer|firma|business|entreprise")),
        (.country, phrases("country|land|pays|nationality")),
        (.region, phrases("state|province|region|county|bundesland")),
        (.postcode, phrases("postcode|postal|zip|zipcode|plz|post code|postalcode|cp")),
        (.houseNumber, phrases("street number|house number|houseno|hausnummer|streetnumber|house no|street no")),
        (.street, phrases("street|address|addr|strasse|rue|calle|line1|line2|address1|address2")),
        (
            .identifier,
            phrases("ssn|soc sec|social security|passport|national id|tax id|licence|license|lei|vat|nhs|medicare")
        ),
        (.identifier, phrases("national number|insurance number|member number|customer number|identifier|nino|soc")),
        (
            .category,
            phrases("gender|sex|category|occupation|job|profession|title|language|locale|marital|race|ethnicity")
        ),
        (
            .fullName,
            phrases("full name|fullname|name full|display name|first and surname|first and last|given and family")
        ),
        (.givenName, phrases("first name|given name|firstname|forename|given|vorname|prenom|name first|nombre|fname")),
        (.givenName, phrases("middle name|name middle|middlename|givenname")),
        (.surname, phrases("last name|surname|family name|lastname|nachname|name last|apellido|nom|lname|familyname")),
        (.fullName, phrases("name|contact")),
        (.ignored, phrases("date|time|notes|comment|description|id|key|number|count|index")),
    ]

    private static func phrases(_ list: String) -> [String] { list.split(separator: "|").map { " \($0) " } }
}

/// A look at the values of a column: some of the distinct ones, evenly chosen.
struct ColumnSample {
    let distinct: Int
    /// Filled cells per distinct value.
    let repetition: Double
    private let values: [String]

    init(_ column: Table.Column) {
        let filled = column.ids.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }
        distinct = column.values.count
        repetition = Double(filled) / Double(max(1, distinct))
        let step = max(1, distinct / 1000)
        values = stride(from: 1, through: distinct, by: step).map { column.values.string(UInt32($0)) }
    }

    var emailShare: Double { share { EmailAddress($0) != nil } }

    var dateShare: Double { share { DateParts($0) != nil } }

    var phoneShare: Double {
        share { text in
            guard let dialled = Dialled(text) else { return false }
            return (6...15).contains(dialled.digits.count)
        }
    }

    var numberShare: Double { share { Double($0) != nil } }

    var givenNameShare: Double {
        share { !Nicknames.standard.groups(of: TextFolding.fold($0)).isEmpty }
    }

    /// Whether the years are spread as birthdays are, and not as the dates of a business.
    var spansLifetimes: Bool {
        let years = values.compactMap { DateParts($0)?.year }.sorted()
        guard years.count > 4 else { return false }
        return years[years.count * 9 / 10] - years[years.count / 10] >= 20
    }

    private func share(_ holds: (String) -> Bool) -> Double {
        values.isEmpty ? 0 : Double(values.count(where: holds)) / Double(values.count)
    }
}

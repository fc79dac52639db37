import Testing

@testable import ConcordLinkage

@Suite("Normalising") struct NormalizingTests {
    @Test(arguments: [
        ("  O'Brien ", "obrien"), ("Łódź", "lodz"), ("Straße", "strasse"), ("St.-Kilda  EAST", "st kilda east"),
        ("José María", "jose maria"), ("", ""), ("--", ""), ("Ｆｕｌｌ", "full"), ("D’Angelo", "dangelo"), ("Иван", "иван"),
    ])
    func foldsLettersAndDropsPunctuation(text: String, folded: String) {
        #expect(TextFolding.fold(text) == folded)
        #expect(TextFolding.fold(folded) == folded)
    }

    @Test(arguments: [
        ("John.Doe@Example.COM", "john.doe@example.com"), ("  a@b.co ", "a@b.co"), ("mailto:A@B.co", "a@b.co"),
        ("Maria Sentosa<msentosa@fmail.com>", "msentosa@fmail.com"), ("j@Bücher.example", "j@xn--bcher-kva.example"),
        ("j@例え。jp", "j@xn--r8jz45g.jp"), ("J.Doe+x@gmail.com", "j.doe+x@gmail.com"), ("a@b.co.", "a@b.co"),
    ])
    func readsAddressesInAnySpelling(text: String, address: String) {
        #expect(EmailAddress(text)?.address == address)
    }

    @Test(arguments: ["", "a", "@b.co", "a@", "a@b", "a b@c.de", "a@b..c", "a@.de", "n/a", "a@b.co,c@d.ef"])
    func refusesWhatIsNoAddress(text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test func ignoresDotsAndTagsOnlyOnRequest() {
        let all: EmailAddress.Options = [.ignoresGmailDots, .dropsPlusTag]
        #expect(EmailAddress("J.Doe+news@gmail.com", options: all)?.address == "jdoe@gmail.com")
        #expect(EmailAddress("J.Doe+news@acme.io", options: all)?.address == "j.doe@acme.io")
        #expect(EmailAddress("j.ü+x@gmail.com", options: all)?.address == "jü@gmail.com")
    }

    @Test(
        arguments: [
            ("0410 225 522", "AU", "+61410225522"), ("+61 410 225 522", nil, "+61410225522"),
            ("+61 (0)410 225 522", nil, "+61410225522"), ("0061410225522", nil, "+61410225522"),
            ("0011 61 410 225 522", "AU", "+61410225522"), ("61410225522", "AU", "+61410225522"),
            ("(702) 919-1300", "US", "+17029191300"), ("1-702-919-1300 x12", "US", "+17029191300"),
            ("011 44 20 7946 0958", "US", "+442079460958"), ("020 7946 0958", "GB", "+442079460958"),
            ("06 12 34 56 78", "FR", "+33612345678"), ("612 345 678", "ES", "+34612345678"),
            ("8 912 345-67-89", "RU", "+79123456789"), ("06 1 234 5678", "HU", "+3612345678"),
            ("06 698 12345", "IT", "+390669812345"),
        ] as [(String, String?, String)]
    )
    func writesNationalFormsInternationally(text: String, region: String?, expected: String) {
        #expect(PhoneNumber(text, region: region)?.e164 == expected)
    }

    @Test(
        arguments: [
            ("0410 225 522", nil), ("12", "AU"), ("04102255221234", "AU"), ("call me", "AU"), ("", "AU"), ("+", nil),
            ("0410 225 522", "XX"), ("+0 123 456 789", nil), ("1978-11-12T00:00", "AU"),
        ] as [(String, String?)]
    )
    func refusesWhatIsNoNumberOfThePlan(text: String, region: String?) {
        #expect(PhoneNumber(text, region: region) == nil)
    }

    @Test func everyNumberingPlanReadsItsOwnNumbers() throws {
        for region in ["AU", "US", "GB", "DE", "FR", "BR", "IN", "JP", "NZ", "IE"] {
            let plan = try #require(NumberingPlan(region: region))
            let national = String(repeating: "5", count: plan.lengths.upperBound)
            let expected = "+\(plan.callingCode)\(national)"
            #expect(PhoneNumber(plan.trunkPrefix + national, region: region)?.e164 == expected)
            #expect(PhoneNumber(expected)?.e164 == expected)
        }
    }

    @Test(arguments: [
        ("Dr. John O'Brien Jr.", "john", "obrien"), ("O'Brien, John", "john", "obrien"), ("Cher", "cher", ""),
        ("Ludwig van Beethoven", "ludwig", "van beethoven"), ("Maria José da Silva", "maria jose", "da silva"),
        ("", "", ""), ("Mr.", "", ""), ("Smith,", "smith", ""), ("Van Morrison", "van", "morrison"),
    ])
    func splitsFullNames(text: String, given: String, surname: String) {
        let name = PersonName(text)
        #expect(name.given == given)
        #expect(name.surname == surname)
    }

    @Test func groupsOfNicknamesAreAddedToTheTable() {
        let table = Nicknames.standard.adding(lines: "# Catalan\nPep Josep\r\n\n quim\tjoaquim # short\n")
        #expect(table.mayBeOne("pep", "josep"))
        #expect(table.mayBeOne("quim", "joaquim"))
        #expect(!table.mayBeOne("pep", "joaquim"))
        #expect(table.mayBeOne("bob", "robert"))
        #expect(!Nicknames.standard.mayBeOne("pep", "josep"))
    }

    @Test func petNamesEndInEitherWay() {
        #expect(Nicknames.standard.mayBeOne("peggie", "margaret"))
        #expect(!Nicknames.standard.mayBeOne("peggie", "robert"))
    }

    @Test func nicknamesShareAGroup() {
        let table = Nicknames.standard
        #expect(table.mayBeOne("robert", "bob"))
        #expect(table.mayBeOne("chris", "christine") && table.mayBeOne("chris", "christopher"))
        #expect(!table.mayBeOne("christine", "christopher"))
        #expect(table.mayBeOne("hans", "john"))
        #expect(!table.mayBeOne("unheard", "of"))
    }
}

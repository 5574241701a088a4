"""Names of countries that files use beside those of the UN standard M49.

Only names that mean one country: “Congo” alone, “Korea” and “Guinea” are left to the
list of countries itself.
"""

from monitoring.transfers.vocabulary import plain

NAMES: dict[str, str] = {
    "BHS": "Bahamas, The|The Bahamas",
    "BOL": "Bolivia|Bolivia, Plurinational State of|Bolivie|Plurinational State of "
    "Bolivia",
    "BRN": "Brunei",
    "CAF": "Central African Rep.|RCA",
    "CIV": "Ivory Coast|Cote d'Ivoire|Côte d’Ivoire|Costa de Marfil",
    "COD": "DR Congo|DRC|Democratic Republic of Congo|Congo, Dem. Rep.|Congo, "
    "Democratic Republic|Congo, the Democratic Republic of the|Congo-Kinshasa|"
    "Dem. Rep. of the Congo|RD Congo|RDC|République démocratique du Congo|"
    "República Democrática del Congo|Congo (Kinshasa)",
    "COG": "Congo, Rep.|Republic of the Congo|Congo-Brazzaville|Congo (Brazzaville)|"
    "République du Congo|República del Congo",
    "COM": "Comores|Comoros, The",
    "CPV": "Cape Verde|Cap-Vert",
    "CZE": "Czech Republic|République tchèque|República Checa",
    "EGY": "Egypt, Arab Rep.|Arab Republic of Egypt",
    "FSM": "Micronesia, Fed. Sts.|Micronesia|Federated States of Micronesia",
    "GBR": "United Kingdom|UK|Great Britain|Royaume-Uni|Reino Unido",
    "GMB": "Gambia, The|The Gambia|Gambie",
    "HKG": "Hong Kong|Hong Kong SAR, China",
    "IRN": "Iran|Iran, Islamic Rep.|Iran, Islamic Republic of",
    "KGZ": "Kyrgyz Republic|Kirghizistan",
    "KNA": "St. Kitts and Nevis",
    "KOR": "South Korea|Korea, Rep.|Korea, Republic of|Corée du Sud|Corea del Sur",
    "LAO": "Laos|Lao PDR",
    "LCA": "St. Lucia",
    "MAC": "Macao|Macau|Macao SAR, China",
    "MDA": "Moldova|Moldova, Republic of|Moldavie|Moldavia",
    "MKD": "Macedonia|North Macedonia|FYR Macedonia|The former Yugoslav Republic of "
    "Macedonia|Macédoine du Nord|Macedonia del Norte",
    "MMR": "Burma|Birmanie|Birmania",
    "NLD": "Netherlands|The Netherlands|Netherlands (Kingdom of the)|Holland",
    "PRK": "North Korea|Korea, Dem. People's Rep.|Dem. People's Rep. Korea|Corée du "
    "Nord|Corea del Norte",
    "PSE": "Palestine|West Bank and Gaza|Occupied Palestinian Territory",
    "RUS": "Russia|Russie|Rusia",
    "STP": "Sao Tome and Principe|São Tomé and Príncipe",
    "SVK": "Slovak Republic",
    "SWZ": "Swaziland|Eswatini (Kingdom of)|Kingdom of Eswatini",
    "SYR": "Syria|Syrie|Siria",
    "TLS": "East Timor|Timor Leste|Timor oriental",
    "TUR": "Turkey|Turkiye|Turquie|Turquía",
    "TZA": "Tanzania|Tanzanie|Tanzania, United Republic of|Tanzanía",
    "USA": "United States|USA|US|États-Unis|Estados Unidos",
    "VCT": "St. Vincent and the Grenadines",
    "VEN": "Venezuela|Venezuela, RB|Venezuela, Bolivarian Republic of",
    "VNM": "Vietnam|Viet Nam|Viêt Nam",
    "YEM": "Yemen, Rep.",
}
VARIANTS = {
    plain(name): iso3 for iso3, names in NAMES.items() for name in names.split("|")
}

# Areas of the world that tables list among the countries.
AREAS = (
    "world|monde|mundo|africa|americas|asia|europe|oceania|caribbean|polynesia|"
    "melanesia|arab states|east asia and pacific|south asia|sub-saharan africa|"
    "middle east and north africa|latin america and caribbean|north america|"
    "latin america and the caribbean|eastern europe and central asia|central asia|"
    "europe and central asia|western europe|eastern and southern africa|"
    "west and central africa|least developed countries|northern africa|western asia|"
    "small island developing states|landlocked developing countries|developing regions|"
    "australia and new zealand|southern asia|central and southern asia|southern africa|"
    "eastern and south-eastern asia|northern africa and western asia|western africa|"
    "europe and northern america|middle africa|eastern africa|northern america|"
    "central america|south america|eastern asia|south-eastern asia|eastern europe|"
    "northern europe|southern europe|summary|summary indicators|afrique|amériques|asie|"
    "afrique subsaharienne|amérique latine et caraïbes|áfrica|europa|"
    "américa latina y el caribe"
)
AREA_NAMES = frozenset(plain(each) for each in AREAS.split("|"))
# Codes of M49 for areas: the world, the five regions and groups of them.
AREA_CODES = frozenset(
    map(
        str,
        (
            *(
                1,
                2,
                5,
                9,
                11,
                13,
                14,
                15,
                17,
                18,
                19,
                21,
                29,
                30,
                34,
                35,
                39,
                53,
                54,
                57,
                61,
                62,
            ),
            *(
                127,
                142,
                143,
                145,
                150,
                151,
                154,
                155,
                199,
                202,
                223,
                419,
                432,
                485,
                513,
                514,
                515,
                518,
                543,
                722,
                746,
                747,
                753,
            ),
        ),
    )
)

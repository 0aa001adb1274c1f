"""Countries and international bodies by all their names, for terms that use one of them.

A term that a desk writes as "North Korea" is meant by "DPRK" and "North Korean" too. What CLDR and
ISO 3166 list is one formal name for each territory, and no word for its people; hence this table.
"""

from __future__ import annotations

#: A line for each: its names; then, after a stroke, its adjective and its people. Capitals count.
#: Names that are more often something else (Chad, Jordan and Georgia are people and states too)
#: stand here all the same: a desk that writes one as a term means the country.
_TABLE = """
Afghanistan | Afghan, Afghans
Albania | Albanian, Albanians
Algeria | Algerian, Algerians
Angola | Angolan, Angolans
Argentina | Argentine, Argentinian, Argentines, Argentinians
Armenia | Armenian, Armenians
Australia | Australian, Australians
Austria | Austrian, Austrians
Azerbaijan | Azerbaijani, Azeri, Azerbaijanis, Azeris
Bahrain | Bahraini, Bahrainis
Bangladesh | Bangladeshi, Bangladeshis
Belarus | Belarusian, Belarusians
Belgium | Belgian, Belgians
Benin | Beninese
Bolivia | Bolivian, Bolivians
Bosnia, Bosnia and Herzegovina, Bosnia-Herzegovina | Bosnian, Bosnians
Botswana | Botswanan, Botswanans
Brazil | Brazilian, Brazilians
Bulgaria | Bulgarian, Bulgarians
Burkina Faso | Burkinabe
Burundi | Burundian, Burundians
Cambodia | Cambodian, Cambodians
Cameroon | Cameroonian, Cameroonians
Canada | Canadian, Canadians
Central African Republic, CAR
Chad | Chadian, Chadians
Chile | Chilean, Chileans
China, PRC, People's Republic of China | Chinese
Colombia | Colombian, Colombians
Costa Rica | Costa Rican, Costa Ricans
Croatia | Croatian, Croat, Croatians, Croats
Cuba | Cuban, Cubans
Cyprus | Cypriot, Cypriots
Czech Republic, Czechia | Czech, Czechs
Democratic Republic of the Congo, Democratic Republic of Congo, DRC, DR Congo | Congolese
Denmark | Danish, Dane, Danes
Dominican Republic | Dominican, Dominicans
East Timor, Timor-Leste | Timorese
Ecuador | Ecuadorian, Ecuadorean, Ecuadorians, Ecuadoreans
Egypt | Egyptian, Egyptians
El Salvador | Salvadoran, Salvadorans
Eritrea | Eritrean, Eritreans
Estonia | Estonian, Estonians
Eswatini, Swaziland | Swazi, Swazis
Ethiopia | Ethiopian, Ethiopians
Fiji | Fijian, Fijians
Finland | Finnish, Finn, Finns
France | French, Frenchman, Frenchmen, Frenchwoman
Gabon | Gabonese
Gambia, The Gambia | Gambian, Gambians
Georgia | Georgian, Georgians
Germany | German, Germans
Ghana | Ghanaian, Ghanaians
Greece | Greek, Greeks
Greenland | Greenlandic, Greenlander, Greenlanders
Guatemala | Guatemalan, Guatemalans
Guinea | Guinean, Guineans
Guyana | Guyanese
Haiti | Haitian, Haitians
Honduras | Honduran, Hondurans
Hungary | Hungarian, Hungarians
Iceland | Icelandic, Icelander, Icelanders
India | Indian, Indians
Indonesia | Indonesian, Indonesians
Iran, Islamic Republic of Iran | Iranian, Iranians
Iraq | Iraqi, Iraqis
Ireland | Irish, Irishman, Irishmen
Israel | Israeli, Israelis
Italy | Italian, Italians
Ivory Coast, Côte d'Ivoire | Ivorian, Ivorians
Jamaica | Jamaican, Jamaicans
Japan | Japanese
Jordan | Jordanian, Jordanians
Kazakhstan | Kazakh, Kazakhs
Kenya | Kenyan, Kenyans
Kosovo | Kosovar, Kosovan, Kosovars
Kuwait | Kuwaiti, Kuwaitis
Kyrgyzstan | Kyrgyz
Laos | Laotian, Laotians
Latvia | Latvian, Latvians
Lebanon | Lebanese
Lesotho | Basotho
Liberia | Liberian, Liberians
Libya | Libyan, Libyans
Lithuania | Lithuanian, Lithuanians
Luxembourg | Luxembourger, Luxembourgers
Madagascar | Malagasy
Malawi | Malawian, Malawians
Malaysia | Malaysian, Malaysians
Maldives | Maldivian, Maldivians
Mali | Malian, Malians
Malta | Maltese
Mauritania | Mauritanian, Mauritanians
Mauritius | Mauritian, Mauritians
Mexico | Mexican, Mexicans
Moldova | Moldovan, Moldovans
Mongolia | Mongolian, Mongolians
Montenegro | Montenegrin, Montenegrins
Morocco | Moroccan, Moroccans
Mozambique | Mozambican, Mozambicans
Myanmar, Burma | Burmese
Namibia | Namibian, Namibians
Nepal | Nepali, Nepalese, Nepalis
Netherlands, Holland | Dutch, Dutchman, Dutchmen
New Zealand | New Zealander, New Zealanders
Nicaragua | Nicaraguan, Nicaraguans
Niger | Nigerien, Nigeriens
Nigeria | Nigerian, Nigerians
North Korea, DPRK, Democratic People's Republic of Korea | North Korean, North Koreans
North Macedonia | North Macedonian, Macedonian, Macedonians
Norway | Norwegian, Norwegians
Oman | Omani, Omanis
Pakistan | Pakistani, Pakistanis
Palestine | Palestinian, Palestinians
Panama | Panamanian, Panamanians
Papua New Guinea | Papua New Guinean, Papua New Guineans
Paraguay | Paraguayan, Paraguayans
Peru | Peruvian, Peruvians
Philippines | Philippine, Filipino, Filipinos
Poland | Polish, Pole, Poles
Portugal | Portuguese
Qatar | Qatari, Qataris
Romania | Romanian, Romanians
Russia, Russian Federation | Russian, Russians
Rwanda | Rwandan, Rwandans
Saudi Arabia, KSA | Saudi, Saudi Arabian, Saudis
Scotland | Scottish, Scot, Scots
Senegal | Senegalese
Serbia | Serbian, Serb, Serbians, Serbs
Sierra Leone | Sierra Leonean, Sierra Leoneans
Singapore | Singaporean, Singaporeans
Slovakia | Slovak, Slovakian, Slovaks
Slovenia | Slovenian, Slovene, Slovenians, Slovenes
Somalia | Somali, Somalis
South Africa | South African, South Africans
South Korea, ROK, Republic of Korea | South Korean, South Koreans
South Sudan | South Sudanese
Spain | Spanish, Spaniard, Spaniards
Sri Lanka | Sri Lankan, Sri Lankans
Sudan | Sudanese
Sweden | Swedish, Swede, Swedes
Switzerland | Swiss
Syria, Syrian Arab Republic | Syrian, Syrians
Taiwan | Taiwanese
Tajikistan | Tajik, Tajiks
Tanzania | Tanzanian, Tanzanians
Thailand | Thai, Thais
Tibet | Tibetan, Tibetans
Togo | Togolese
Tunisia | Tunisian, Tunisians
Turkey, Türkiye | Turkish, Turk, Turks
Turkmenistan | Turkmen
Uganda | Ugandan, Ugandans
Ukraine | Ukrainian, Ukrainians
United Arab Emirates, UAE | Emirati, Emiratis
United Kingdom, UK, Britain, Great Britain | British, Briton, Britons
United States, US, USA, United States of America, America | American, Americans
Uruguay | Uruguayan, Uruguayans
Uzbekistan | Uzbek, Uzbeks
Venezuela | Venezuelan, Venezuelans
Vietnam, Viet Nam | Vietnamese
Wales | Welsh, Welshman, Welshmen
Yemen | Yemeni, Yemenis
Zambia | Zambian, Zambians
Zimbabwe | Zimbabwean, Zimbabweans
Europe | European, Europeans
Africa | African, Africans
Asia | Asian, Asians
African Union, AU
Association of Southeast Asian Nations, Association of South-East Asian Nations, ASEAN, Asean
European Central Bank, ECB
European Court of Human Rights, ECHR
European Court of Justice, ECJ, CJEU, Court of Justice of the European Union
European Union, EU
Food and Agriculture Organization, FAO, Food and Agriculture Organisation
International Atomic Energy Agency, IAEA
International Criminal Court, ICC
International Labour Organization, ILO, International Labour Organisation
International Monetary Fund, IMF
North Atlantic Treaty Organization, NATO, Nato, North Atlantic Treaty Organisation
Organization for Security and Co-operation in Europe, OSCE
Organisation for Economic Co-operation and Development, OECD
Organization of the Petroleum Exporting Countries, OPEC, Opec
Islamic State, ISIS, ISIL, Isis, Daesh, Islamic State of Iraq and Syria
United Nations, UN
World Health Organization, WHO, World Health Organisation
World Trade Organization, WTO, World Trade Organisation
"""


def _by_name() -> dict[str, tuple[str, ...]]:
    """Each name to the names and then the people, each word for the people to those alone."""
    found: dict[str, tuple[str, ...]] = {}
    for line in _TABLE.strip().split("\n"):
        names, _, people = (part.strip() for part in line.partition("|"))
        called = tuple(people.split(", ")) if people else ()
        found |= dict.fromkeys(called, called)
        together = (*names.split(", "), *called)
        found |= dict.fromkeys(names.split(", "), together)
    return found


#: A name, or a word for a people, to itself and all that mean the same: a desk that writes
#: "Syria" means what is Syrian, one that writes "Syrian" does not mean all of Syria.
SAME = _by_name()

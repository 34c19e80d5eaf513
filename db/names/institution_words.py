"""Words for institutions in English, Russian and the languages of Central Asia, and what each stands for.

The words were set down by hand, from common usage, and not checked against a published glossary; the
European Union's IATE and the United Nations' UNTERM are where to look up one that is in doubt. Names of
countries are CLDR's.

An entry is a meaning, its weight where that isn't 1, and the words for it; `*` stands for any ending. A
line that begins with a blank goes on with the one before it.
"""

BODIES = """
ministry: ministry, министерств*, министрлиг*, министрлик*, вазорат*, вазирлиг*, vazirlig*, vazirlik*,
  ministrlig*
department: department, departament, департамент*, башкармал*, басқарма*, boshqarma*, бошқарма*,
  müdirlig*
directorate: directorate, управлени*, дирекци*
service: service, служб*, кызмат*, қызмет*, хадамот*, xizmat*, хизмат*, gullug*
agency: agency, агентств*, агенттиг*, агенттіг*, agentlig*, агентлиг*, оҷонси*, агентии, agentlik*
committee: committee, комитет*, кумита*, qomita*, қўмита*, qoʻmita*, komitet*
commission: commission, комисси*, комиссия*
centre: centre, center, центр*, борбор*, орталығ*, орталык*, марказ*, markaz*, merkez*, tsentr
hospital: hospital, больниц*, госпитал*, оорукана*, аурухана*, бемористон*, беморхона*, kasalxona*,
  hassahana*
clinic: clinic, клиник*, clinica
dispensary: dispensary, диспансер*
polyclinic: polyclinic, policlinic, поликлиник*
institute: institute, институт*, донишкада*
university: university, университет*, донишгоҳ*, universitet*, uniwersitet*
academy: academy, академи*, akademiya*
school: school, школ*, мектеп*, мектеб*, maktab*, мактаб*, mekdep*
college: college, колледж*, lycee
laboratory: laboratory, лаборатор*
prison: prison, тюрьм*, түрмө*
colony: colony, penal colony, колони*, исправительн* колони*
inspectorate: inspectorate, inspection, инспекци*
prosecutor: prosecutor, prosecutors, prosecutors office, прокуратур*, prokuratura*
court: court, суд, сот, sud
police: police, полици*, милици*, polits*
customs: customs, таможенн*, таможн*, бажы, кеден, gomruk, гумрук, bojxona, божхона
border: border, borders, пограничн*, границ*, чек ара, шекара
guard 0.3: guard, охран*
president 0.3: president, президент*
government: government, правительств*, өкмөт*, үкімет*, ҳукумат*, hukumat*
parliament: parliament, парламент*, жогорку кеңеш, majlis, маджлис*, мажилис*
embassy: embassy, посольств*, элчилик*, сафорат*, elchixona*, ilçihana*
delegation: delegation, делегаци*
mission: mission, миссия, миссии
office: office, офис*, бюро
representation 0.5: representation, representative, country, представительств*
foundation: foundation, fund, фонд*, fond, fondi, фонду, қор*, gaznasy
association: association, ассоциаци*, бирикме*
union: union, союз*, иттиҳод*
society: society, обществ*
organisation: organisation, organization, организаци*, уюм*, ұйым*, ташкилот*, tashkilot*, созмон*
network: network, сеть, тармак*
programme: programme, program, программ*
project: project, проект*, долбоор*
company: company, компани*
agencynews: news agency, information agency, информагентств*, информационн* агентств*
newspaper: newspaper, газет*, rozg'oma, gazeta, gazeti
radio: radio, радио
television: television, tv, телевидени*, телерадиокомпани*, телеканал, тв
administration: administration, администраци*, хокимият, hokimiyat, hokimligi, хокимлиг*, акимат*,
  әкімдіг*
mayor: mayor, mayors, mayoralty, мэри*, mayoral
section: section, unit, отдел*, бөлүм*, бөлім*, шӯъба*
division: division, отделени*
headquarters: headquarters, штаб*
secretariat: secretariat, секретариат*
bank: bank, банк*
hall: hall
pharmacy: pharmacy, аптек*
"""

FIELDS = """
health: health, healthcare, health care, public health, здравоохранен*, здоровь*, саламаттык*,
  саламаттык сактоо, саламаттыкты сактоо, ден соолук, тандуруст*, нигаҳдории тандурустӣ, sogʻliqni
  saqlash, соғлиқни сақлаш, saglygy goraýyş, saglyk, saglygy saklaýyş, денсаулық сақтау, денсаулық
medical: medical, медицинск*, медициналык*, медициналық*, тиббӣ, tibbiyot, тиббиёт, lukmançylyk
interior: internal affairs, interior, внутренних дел, ички иштер, ішкі істер, корҳои дохилӣ, ichki
  ishlar, ички ишлар, içeri işler
foreign: foreign affairs, foreign, иностранных дел, тышкы иштер, сыртқы істер, корҳои хориҷӣ, tashqi
  ishlar, ташқи ишлар, daşary işler
justice: justice, юстиц*, адилет*, әділет*, адлия, adliya, adalat
education: education, образовани*, билим берүү, білім беру, маориф*, таълим*, ta'lim, xalq ta'limi,
  bilim
science: science, sciences, наук*, илим*, ғылым*, илм*, ylym*
labour: labour, labor, труда, эмгек, еңбек, меҳнат, mehnat, zähmet
social: social, социальн*, социалдык, иҷтимоӣ, ijtimoiy, ижтимоий, әлеуметтік, durmuş
protection: protection, защит*, коргоо, қорғау, ҳифзи, himoya*, ҳимоя*
development: development, развити*, өнүктүрүү, дамыту, рушди, rivojlantirish
population 0.3: population, населени*, калк*, аҳолии, aholi
finance: finance, finances, финансов, финанс*, каржы, қаржы, молия, moliya, maliýe
economy: economy, economic, экономик*, экономическ*, иқтисод*, iqtisod*, ykdysady
agriculture: agriculture, agricultural, сельск* хозяйств*, айыл чарба, ауыл шаруашылығы, кишоварзӣ,
  qishloq xo'jaligi, oba hojalyk
culture: culture, культур*, маданият*, мәдениет*, фарҳанг, madaniyat, medeniýet
information: information, информаци*, маалымат, ақпарат
emergency: emergency, emergencies, emergency situations, чрезвычайн* ситуаци*, өзгөчө кырдаалдар,
  төтенше жағдайлар
defence: defence, defense, оборон*, коргоо министр*, mudofaa
security: security, безопасност*, коопсуздук*, қауіпсіздік*, амният*, xavfsizlik*
youth: youth, молодеж*, жаштар, жастар, ҷавонон, yoshlar
sentences: executing sentences, execution of sentences, execution of punishments, penitentiary,
  исполнени* наказани*, пенитенциарн*, уголовно исполнительн*, жаза аткаруу, жазаларды аткаруу,
  қылмыстық атқару, иҷрои ҷазо*, jazoni ijro etish
drugs: drug, drugs, narcotic, narcotics, наркотик*, наркотическ* средств*, баңгизат*, есірткі*, маводи
  мухаддир, giyohvand*, гиёҳванд*, neşe
control: control, контрол*, көзөмөл*, бақылау*, назорат*, nazorat*, gözegçilik
combat: combating, fight against, against, борьб*, күрөшүү, күрес, мубориза
prevention: prevention, preventing, предотвращени*, предупреждени*, профилактик*, алдын алуу, пешгирӣ,
  oldini olish
narcology: narcology, narcological, наркологи*, нарколог*, narkologiya, narkologik, наркология*
addiction: addiction, dependence, drug abuse, зависимост*, наркомани*
aids: aids, hiv, hiv aids, спид*, вич, вич спид, спидом
tuberculosis: tuberculosis, tb, туберкулез*, фтизиатр*, sil
rehabilitation: rehabilitation, реабилитац*, калыбына келтирүү, оңалту
treatment: treatment, лечени*, дарылоо, емдеу, davolash
reduction: reduction, harm reduction, снижени* вреда
mental: mental, психическ*, психиатр*, psychiatric, psychiatry
human: human, человек*, адам*
rights: rights, прав, укук*, құқық*
women: women, womens, женск*, женщин, аялдар, әйелдер, занон, ayollar
children: children, childrens, child, детск*, детей, балдар, балалар, кӯдакон, bolalar
family: family, семейн*, семьи
blood: blood, крови
food: food, продовольстви*
refugees: refugees, беженц*
migration: migration, миграци*, миграция*
statistics: statistics, statistical, статистик*, статистическ*
standards: standards, стандарт*
forensic: forensic, судебно*, судебн* экспертиз*
expertise: expertise, экспертиз*
crime: crime, crimes, преступност*, кылмыш*
organised: organised, organized, организованн*
technical: technical, техническ*
cooperation: cooperation, co operation, сотрудничеств*, кызматташтык, ҳамкорӣ, hamkorlik
international: international, международн*, эл аралык, халықаралық, байналмилалӣ, xalqaro, халқаро,
  halkara
european: european, европейск*
europe: europe, европ*
asia: asia, ази*, азия*, osiyo, осиё
central: central, центральн*, борбордук, орталық азия, марказӣ, markaziy, merkezi
nations: nations, наций
united: united, объединенн*
world: world, всемирн*
press: press, пресс*
media: media, сми, mass media
trade: trade, commerce, торговл*, соода, сауда
transport: transport, transportation, транспорт*
energy: energy, энергетик*, энергетика*
environment: environment, окружающ* сред*, ecology, экологи*
water: water, водн*
medicine: medicine, медицин*, медицина*
pharmaceutical: pharmaceutical, фармацевтическ*, лекарственн* средств*
tourism: tourism, туризм*
sport: sport, sports, спорт*
religious: religious, religion, религи*
law: law, правов*, legal
enforcement: enforcement, правоохранительн*
training: training, учебн*
research: research, исследовательск*, научно исследовательск*
transition: transition
aid: aid, помощ*
red: red, красн*
crescent: crescent, полумесяц*
cross: cross, крест*
scientific: scientific, научн*
practical: practical, практическ*
pedagogical: pedagogical, педагогическ*
"""

LIGHT = """
state 0.5: state, государственн*, мамлекеттик, мемлекеттік, давлатии, давлатӣ, davlat, давлат, döwlet,
  гос, гос*
national 0.5: national, национальн*, улуттук, ұлттық, миллӣ, milliy, миллий, milli, нац
republican 0.5: republican, республиканск*, республикалык, республикалық, ҷумҳуриявӣ, respublika,
  республика*, республикам
public 0.5: public, общественн*, коомдук, қоғамдық, ҷамъиятӣ, jamoat, жамоат
regional 0.5: regional, region, oblast, областн*, област*, oblastnoy, облусу, облустук, облысы,
  облыстық, вилояти, вилоятии, viloyati, viloyat, welaýaty, province, provincial
municipal 0.5: city, municipal, городск*, город*, шаардык, шаары, қалалық, қаласы, шаҳри, shahar,
  shahri, şäheri, town, г
district 0.5: district, rayon, raion, районн*, район*, ауданы, аудандық, tumani, туман*, ноҳияи, etraby
main 0.5: main, chief, главн*, башкы, бас
general 0.5: general, генеральн*
nongovernmental 0.5: non governmental, nongovernmental, неправительственн*
limited 0.2: ltd, llc, ооо, осоо, оао, зао, тоо, жшс, inc, gmbh, ocj, ojsc
"""

COUNTRIES = """
KG 0.2: kyrgyz republic, kyrgyzstan, кыргызск* республик*, кыргызстан*, кыргыз республикасы*, киргизи*,
  кр, к р, kr, kyrgyz, кыргызск*
KZ 0.2: republic of kazakhstan, kazakhstan, республик* казахстан*, казахстан*, қазақстан республикасы*,
  қазақстан*, рк, rk, kazakh, казахск*, казахстанск*
TJ 0.2: republic of tajikistan, tajikistan, республик* таджикистан*, таджикистан*, ҷумҳурии тоҷикистон,
  тоҷикистон, рт, rt, tajik, таджикск*
TM 0.2: turkmenistan, туркменистан*, туркмени*, türkmenistanyň, türkmenistan, turkmen, туркменск*
UZ 0.2: republic of uzbekistan, uzbekistan, республик* узбекистан*, узбекистан*, oʻzbekiston
  respublikasi, ўзбекистон республикаси, oʻzbekiston, ўзбекистон, руз, uzbek, узбекск*
RU 0.2: russian federation, russia, российск* федераци*, россии, российск*, россия, рф
DE 0.2: germany, federal republic of germany, германи*, фрг, german, немецк*
"""

# Acronyms stand for the meanings named after the equals sign.
ACRONYMS = """
мвд, mia, moi, ииб, іім, вкд, ichki ishlar vazirligi = ministry interior
мид, mfa, сим, тим, вкх = ministry foreign
минздрав*, мз, moh, ссв = ministry health
мзсзн, минздравсоцзащит*, mohspp, mohsp = ministry health social protection population
минюст*, moj = ministry justice
минобразовани*, минобр*, moe, мон = ministry education
минфин*, mof = ministry finance
мчс, moes, мчс кр = ministry emergency
минтруд* = ministry labour
гсин, sses, жамк, gsin = state service sentences
гкнб, scns, укмк = state committee national security
кнб, knb = committee national security
гскн, sdcs = state service drugs control
акн, dca = agency drugs control
сбнон = service combat drugs
рцн, rnc, rcn = republican centre narcology
рц спид, rac = republican centre aids
евросоюз*, ес, eu = european union
представительств* ес, eud, eu delegation, delegation of the eu, делегаци* ес, делегаци* евросоюз* =
  delegation european union
оон, un = united nations organisation
организаци* объединенн* наций, united nations = united nations organisation
унп оон, юнодк, unodc, office on drugs and crime = united nations organisation drugs crime office
united nations office on drugs and crime, управлени* оон по наркотикам и преступности = united nations
  organisation drugs crime office
воз, who = world health organisation
проон, undp, программ* развити* оон, united nations development programme = united nations organisation
  development programme
юнисеф, unicef, детск* фонд* оон, united nations childrens fund = united nations organisation children
  foundation
юнэйдс, unaids = united nations organisation aids programme
увкб оон, увкб, unhcr = united nations organisation refugees
впп оон, впп, wfp, world food programme, всемирн* продовольственн* программ* = world food programme
мом, iom = international organisation migration
обсе, osce, organization for security and co operation in europe, организаци* по безопасности и
  сотрудничеству в европе = security cooperation europe organisation
мккк, icrc, международн* комитет* красн* крест* = international committee red cross
обкп, rcs, red crescent society = red crescent society
кадап, цадап, cadap, central asia drug action programme = cadap
бомка, bomca, border management in central asia = bomca
гиз, giz, deutsche gesellschaft fur internationale zusammenarbeit, германск* обществ* по международному
  сотрудничеству = giz
юсаид, usaid, агентств* сша по международному развитию, united states agency for international
  development = usaid
оф, пф, pf, общественн* фонд*, коомдук фонд* = public foundation
оо, общественн* объединени*, public association, коомдук бирикме* = public association
нпо, ngo = nongovernmental organisation
нко = nongovernmental organisation
всемирн* банк*, world bank, вб, wb = world bank
абр, adb, asian development bank, азиатск* банк* развити* = asia development bank
глобальн* фонд*, global fund = globalfund
гу, ги, государственн* учреждени*, state institution, мекеме* = institution
угму, тма, tma = state medical academy
кгма, ksma = KG state medical academy
уис, уиис, дуис, kuis = department sentences
гуин, гуиу = main directorate sentences
ик = colony
исправительн* колони*, penal colony, correctional colony, исправительн* учреждени* = colony
"""

"""How Latin spellings are read in Cyrillic letters, by language, and how likely each reading is.

The readings turn round the systems of `db.names.romanization`, and add the spellings by which names really go
about: passports (Iuliia), French ones of old (Joukov), German, scholarly, and none at all.

An entry is a spelling and its readings, best first; a reading costs one more than that before it unless a
number says otherwise. `^` stands for the beginning of the word, `$` for its end, `~` for "after a vowel", `'`
for any apostrophe; "-" reads as nothing.
"""

EVERYWHERE = """
a а | b б | c к ц | d д | e е э:2 | f ф | g г | h х г:2 | i и | j дж ж:0.4 й:2 | k к | l л | m м | n н
o о
p п | q к | r р | s с | t т | u у | v в | w в у:2 | x х кс:0.6 | y ы и:0.7 й:1.5 | z з | ' - ь:0.8 ъ:1.2
sh ш | ch ч | zh ж | kh х | ts ц тс:2 | shch щ | sch щ ш:0.4 | tch ч | dzh дж | dj дж ж:0.6 | ph ф | tz ц
ck к | gh г | š ш | č ч | ž ж | ŝ щ | ş ш | ç ч | ё ё | ë ё | è э | ė э | â я | û ю | ı и | ñ нг | ň нг
yo ё йо:1.5 | ~yo ё йо:1 | yu ю | ya я | ye е | iu иу | ^iu ю | ia иа | ^ia я | ~iu ю | ~ia я | ju ю дж:2
ya$ я | ia$ ия | iya ия | iia ия | ija ия | iy$ ий | ii$ ий | ij$ ий | ~y й | ~i й и:0.5 | ~j й дж:1.5
~ye е
^e э е:0.3 | ^ye е | ^ie е | ^yo ё | ^yu ю | ^ya я | iye ие | yev$ ев ьев:1.5 | yeva$ ева ьева:1.5
iyev$ иев | iyeva$ иева | skiy$ ский | sky$ ский | ski$ ский | skaya$ ская | skaia$ ская | ovich$ ович
evich$ евич | ovna$ овна | evna$ евна | uulu уулу | kyzy кызы | ou у оу:0.6 | ff$ в фф:1 | off$ ов
eff$ ев
ail$ аил | aid аид | ais аис | mailov маилов | mailova маилова
"""

RUSSIAN = """
^e е э:0.3 | ^el эль ел:0.6 | ^elena елена | ^elizav елизав | ^em эм ем:1 | ^er эр ер:0.4 | ^ed эд ед:1
^ev ев | ^eg ег | ^ek ек эк:1 | ^eri эри | ^esen эсен есен:0.3 | ^elm эльм | ^elv эльв
y$ ий ы:0.6 | ey$ ей | ay$ ай | oy$ ой | ly$ лий лы:0.5 | vy$ вы | gul$ гуль | guln гульн | gulm гульм
gulz гульз | gulb гульб | gulj гульдж гульж | gulzh гульж | gulch гульч | guls гульс | gulsh гульш
guld гульд
^olg ольг | ^igor$ игорь | ^asel$ асель | ^ibraim ибраим | th т | ^lyubov$ любовь | ^liubov$ любовь
^ilya$ илья | ^ilia$ илья
^tatyan татьян | ^tatian татьян | ^natalya$ наталья | ^natalia$ наталья | ^darya$ дарья | ^daria$ дарья
^sofya$ софья | ^sofia$ софия | ^maria мари | ^marya$ марья | ^yulia юли | ^iulia юли | ^yuri$ юрий
^iurii$ юрий | ^yury$ юрий | ^dmitri$ дмитрий | ^dmitr дмитр | ^sergei$ сергей | ^alexei$ алексей
^alex алекс | ^maxim максим | ^xeni ксени | ^mikhail$ михаил | ^artem$ артём | ^artyom$ артём
^semen$ семён
^petr$ пётр | ^pyotr$ пётр | ^fedor фёдор | ^fyodor фёдор | ^georgi георги | ^evgen евген | ^yevgen евген
lyev льев | nyev ньев | ryev рьев | dyev дьев | ilyin ильин | iyas ияс | ^ilyas ильяс | shevchuk шевчук
yan ян | nyazov нязов | ^john джон | ^lily лили | ^leila лейл | solov солов соловь:0.5 | ulyan ульян
ovyov овьёв | avyov авьёв
"""

KYRGYZ = """
j ж дж:1.5 | dj ж дж:0.4 | dzh ж дж:0.4 | ^e э е:0.8 | ee ээ ее:0.6 | oo оо өө:0.5 | uu уу үү:0.5 | aa аа
ö ө | ü ү | o о ө:0.8 | u у ү:0.7 | ng ң нг:0.2 | ng$ ң | y$ ы | y ы | gul гул гүл:0.6 | gul$ гүл
gül гүл | kul кул күл:0.5
^gul гүл гул:0.4 | chyng чыңг | ^el эл эль:0.4 | ^elm эльм элм | ^ibraim ибраим | iya ия | skaya$ ская
^umut үмүт | ^jyl жыл | ^omur өмүр | ^omür өмүр | ^osk өск оск:0.6 | ^turd турд | suyun сүйүн
^uson үсөн | ^oz оз
churok чүрөк | kok көк | ^sagyn сагын | jamilya жамиля | jamila жамила | ~y й | ai ай аи:1.5
ov$ ов | ova$ ова | ev$ ев | eva$ ева | ^asel$ асель асел:0.2
"""

KAZAKH = """
j ж | zh ж | ä ә | ö ө | ü ү | ğ ғ | ġ ғ | gh ғ | q қ | ñ ң | ng ң нг:0.2 | ū ұ у:0.3 | ī и | ı і
i і и:0.3
^i и і:0.3 | ~u у ұ:1 | ~ū у | u ұ у:0.4 ү:0.6 | uly$ ұлы | ūly$ ұлы | ulı$ ұлы | kyzy$ қызы | qyzy$ қызы
kyzy қызы | qyzy қызы | a а ә:0.9 | h х һ:0.4 | kh х | ka қа ка:0.4 | ko қо ко:0.5 | ku құ | ky қы
~k қ к:0.3 | ak$ ақ | yk$ ық | ik$ ік | ek$ ек | bek бек | gul гүл | ga га ға:0.2 | ga$ ға | ul ұл ул:0.4
^e е э:1 | ^ye е | bakhyt бақыт | bakyt бақыт | ^kair қайр | ^qair қайр | murat мұрат | ~i й | ia$ ия
^gal ғал гал:0.4 | ~y й | ^as ас әс:0.3 | asel әсел | ^dau дәу дау:0.5 | ^mukh мұх | ^serik серік
ov$ ов | ova$ ова
ev$ ев | eva$ ева | yev$ ев | yeva$ ева | iyev$ иев | iyeva$ иева | im$ ім им:0.6 | aigerim айгерім
^ibra ибра | madina мәдина | saule сәуле | ^alia$ әлия | ^aliya$ әлия | ^assel$ әсел | ss с сс:0.4
oral орал
"""

TAJIK = """
j ҷ ж:1 | dzh ҷ дж:0.6 | dj ҷ дж:0.6 | zh ж | gh ғ | q қ | h ҳ х:0.6 | kh х | ī ӣ | í ӣ | ŭ ӯ | ū ӯ
u у ӯ:0.6
' ъ - | ^e э | ^i и | iyo иё | yo ё | y ы:2 й | ~y й | oi ои | i$ и ӣ:0.3 | i и | ~i и й:0.5
ai ай аи:0.6
ei ей | oi ой ои:0.3 | ia$ ия | zoda зода | shoh шоҳ | ruz рӯз | ^zuhr зӯҳр | ph ф | rakhim раҳим
rakhm раҳм | rahm раҳм | mukham муҳам | akhmad аҳмад
"""

UZBEK = """
o' ў | g' ғ | ō ў | ö ў | õ ў | ḡ ғ | ğ ғ | gh ғ | ş ш | ç ч | c ч к:0.5 | q қ | x х | h ҳ х:0.6
kh х ҳ:0.4 | j ж
zh ж | dj ж | dzh ж | ' ъ - | yo' йў | ^e э | ^ye е | ~e э е:0.3 | ~ye е | yo ё | ~y й | y й ы:0.8
~i и й:0.5
ai ай аи:0.8 | ei ей | oi ой | ^yu ю | iyo иё | ts ц | i и | iyev$ иев | iyeva$ иева | yev$ ев | yeva$ ева
o'g'li$ ўғли | ogli$ ўғли | o'gli$ ўғли | ugli$ ўғли | qizi$ қизи | kizi$ қизи | ia$ ия
"""

TURKMEN = """
ý й | ýe е | ýa я | ýo ё | ýu ю | y ы | w в | v в | ž ж | zh ж | j җ | dj җ | dzh җ | ş ш | ç ч | ch ч
sh ш | ň ң
ä ә | ö ө | ü ү | h х | kh х | ^e э | ~ýe е | ~y й ы:0.2 | ^ye е | ~ye е | ye е ые:0.5 | yye ые | yýe ые
guly гулы
gul гүл гул:0.3 | ya я | yo ё | yu ю | iýe ие | iye ие | ia$ ия | c ч к:0.5 | i и | ~i й и:0.5
"""

READINGS = {
    "ru": EVERYWHERE + RUSSIAN,
    "ky": EVERYWHERE + KYRGYZ,
    "kk": EVERYWHERE + KAZAKH,
    "tg": EVERYWHERE + TAJIK,
    "uz": EVERYWHERE + UZBEK,
    "tk": EVERYWHERE + TURKMEN,
}
"""The readings of each language; what comes later goes before what comes earlier."""

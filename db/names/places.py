"""Places under the names that the languages of the region give them, where these don't sound alike.

Countries, and cities elsewhere, are from CLDR: the territories, and the city that each time zone is shown
by. Cities and regions of Central Asia were set down by hand, from common usage, and not checked against a
gazetteer (geonames.org gathers alternative names). What sounds alike anyway (Toshkent, Ташкент) need not be
here.
"""

from functools import cache

from db.names.folding import fold

_LANGUAGES = ("en", "ru", "ky", "kk", "uz", "tk", "tg", "de")

_CITIES = """
Almaty, Алматы, Алма-Ата, Alma-Ata, Olmaota, Almata
Astana, Астана, Nur-Sultan, Нур-Султан, Нұр-Сұлтан, Остона
Shymkent, Шымкент, Чимкент, Chimkent, Shimkent
Karaganda, Қарағанды, Караганда, Qaraghandy, Qarağandy
Oskemen, Өскемен, Усть-Каменогорск, Ust-Kamenogorsk, Öskemen
Oral, Орал, Уральск, Uralsk
Aktobe, Ақтөбе, Актобе, Актюбинск, Aktyubinsk, Aqtobe
Kokshetau, Көкшетау, Кокшетау, Кокчетав
Petropavl, Петропавл, Петропавловск, Petropavlovsk, Қызылжар
Semey, Семей, Семипалатинск, Semipalatinsk
Taraz, Тараз, Жамбыл, Джамбул, Zhambyl, Dzhambul
Ashgabat, Aşgabat, Ашхабад, Ашгабат, Ashkhabad
Turkmenabat, Türkmenabat, Туркменабад, Туркменабат, Чарджоу, Chardzhou, Çärjew
Turkmenbashi, Türkmenbaşy, Туркменбаши, Turkmenbashy, Красноводск
Dashoguz, Daşoguz, Дашогуз, Ташауз, Dashhowuz
Khujand, Хуҷанд, Худжанд, Khudzhand, Ленинабад, Xoʻjand
Bokhtar, Бохтар, Курган-Тюбе, Қӯрғонтеппа, Qurghonteppa, Kurgan-Tyube
Dushanbe, Душанбе, Dushanba, Сталинабад
Khorog, Хоруғ, Хорог, Khorugh
Istaravshan, Истаравшан, Ура-Тюбе, Ӯротеппа
Bukhara, Buxoro, Бухара, Бухоро, Bokhara
Fergana, Fargʻona, Фергана, Фарғона, Ferghana
Andijan, Andijon, Андижан, Андижон, Andizhan
Kokand, Qoʻqon, Коканд, Қўқон
Khiva, Xiva, Хива
Urgench, Urganch, Ургенч, Урганч
Tashkent, Toshkent, Ташкент, Тошкент
Samarkand, Samarqand, Самарканд, Самарқанд
Karshi, Qarshi, Карши, Қарши
Jalal-Abad, Жалал-Абад, Джалал-Абад, Dzhalal-Abad, Jalalabad, Джалалабад
Uzgen, Өзгөн, Узген, Ozgon
Karakol, Каракол, Пржевальск
Kyzyl-Kiya, Кызыл-Кия, Кызыл-Кыя
Bishkek, Бишкек, Фрунзе, Пишпек
Balykchy, Балыкчы, Балыкчи, Рыбачье
Osh, Ош, Oʻsh
Panjakent, Панҷакент, Пенджикент, Penjikent
Kulob, Кӯлоб, Куляб, Kulyab
Hisor, Ҳисор, Гиссар, Hissar
Jizzakh, Jizzax, Джизак, Жиззах
"""

_REGIONS = """
Chuy, Чүй, Чуйская, Чуй, Chui, Chüy
Osh, Ош, Ошская
Jalal-Abad, Жалал-Абад, Джалал-Абадская, Жалал-Абадская, Джалалабадская
Issyk-Kul, Ысык-Көл, Иссык-Куль, Ysyk-Köl, Иссык-Кульская, Ысык-Кульская, Ысык-Көлская
Naryn, Нарын, Нарынская
Talas, Талас, Таласская
Batken, Баткен, Баткенская
Almaty, Алматы, Алматинская
Turkistan, Түркістан, Туркестанская, Turkestan
Zhambyl, Жамбыл, Жамбылская, Jambyl
Kyzylorda, Қызылорда, Кызылординская, Qyzylorda
Mangystau, Маңғыстау, Мангистауская, Mangghystau
Pavlodar, Павлодар, Павлодарская
Akmola, Ақмола, Акмолинская, Aqmola
Kostanay, Қостанай, Костанайская, Qostanay
Karaganda, Қарағанды, Карагандинская
East Kazakhstan, Шығыс Қазақстан, Восточно-Казахстанская
West Kazakhstan, Батыс Қазақстан, Западно-Казахстанская
North Kazakhstan, Солтүстік Қазақстан, Северо-Казахстанская
Atyrau, Атырау, Атырауская
Aktobe, Ақтөбе, Актюбинская
Sughd, Суғд, Согдийская, Sogd, Согд
Khatlon, Хатлон, Хатлонская
Gorno-Badakhshan, Кӯҳистони Бадахшон, Горно-Бадахшанская автономная, ГБАО, GBAO, Бадахшан
Khorezm, Xorazm, Хорезм, Хорезмская, Хоразм
Bukhara, Buxoro, Бухарская, Бухоро
Fergana, Fargʻona, Ферганская, Фарғона
Andijan, Andijon, Андижанская, Андижон
Namangan, Наманган, Наманганская
Tashkent, Toshkent, Ташкентская, Тошкент
Samarkand, Samarqand, Самаркандская, Самарқанд
Kashkadarya, Qashqadaryo, Кашкадарьинская, Қашқадарё
Surkhandarya, Surxondaryo, Сурхандарьинская, Сурхондарё
Syrdarya, Sirdaryo, Сырдарьинская, Сирдарё
Jizzakh, Jizzax, Джизак, Джизакская, Жиззах
Navoi, Navoiy, Навоийская, Навоий
Karakalpakstan, Qoraqalpogʻiston, Каракалпакстан, Қорақалпоғистон
Ahal, Ахал, Ахалский, Ахалская
Balkan, Балкан, Балканская, Балканский
Dashoguz, Daşoguz, Дашогузская, Дашогузский
Lebap, Лебап, Лебапская, Лебапский
Mary, Мары, Марыйская, Марыйский
"""

_CITY = frozenset(
    ["city", "town", "gorod", "g", "shaary", "shahri", "qalasy", "kalasy", "sheheri", "saheri", "shaheri"]
)
_REGION = frozenset(
    [
        "region",
        "oblast",
        "oblastʹ",
        "province",
        "oblasty",
        "oblusu",
        "oblysy",
        "viloyati",
        "viloyat",
        "vilayet",
        "velayat",
        "welayaty",
        "veloyati",
        "obl",
        "viloyoti",
    ]
)


# Regions that are not called after a town: their names alone are theirs.
_TOWNLESS = frozenset({
    "chuy", "issyk kul", "east kazakhstan", "west kazakhstan", "north kazakhstan", "mangystau", "akmola",
    "turkistan", "sughd", "khatlon", "gorno badakhshan", "khorezm", "kashkadarya", "surkhandarya",
    "syrdarya", "karakalpakstan", "ahal", "balkan", "lebap",
})  # fmt: skip


@cache
def _by_hand() -> dict[str, str]:
    """Keys of places by their folded names; regions by their names with "region" before them."""
    known: dict[str, str] = {}
    for prefix, lines in (("", _CITIES), ("region ", _REGIONS)):
        for line in filter(None, lines.splitlines()):
            names = [fold(name) for name in line.split(", ")]
            for name in names:
                known[prefix + name] = prefix + names[0]
                if names[0] in _TOWNLESS:
                    known[name] = f"region {names[0]}"
    return known


@cache
def _by_cldr() -> dict[str, frozenset[str]]:
    """Codes of countries and names of time zones by the folded names of the country and of the city."""
    from babel import Locale  # late, as it takes long and most who fold a text want no places

    known: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        locale = Locale.parse(language)
        for code, name in locale.territories.items():
            if code.isalpha():
                known.setdefault(fold(name), set()).add(code)
        for zone, names in locale.time_zones.items():
            # English has no entry where the zone's own name is that of the city.
            for city in (names.get("city", ""), zone.rsplit("/", 1)[-1]):
                known.setdefault(fold(city), set()).add(zone)
    known.pop("", None)
    return {name: frozenset(keys) for name, keys in known.items()}


def places(folded: str) -> frozenset[str]:
    """Keys of the city, region and country that a folded text names; empty for one that isn't known."""
    words = folded.split()
    is_region = not _REGION.isdisjoint(words)
    name = " ".join(word for word in words if word not in _CITY and word not in _REGION)
    if is_region:
        return frozenset([_by_hand().get(f"region {name}", f"region {name}")] if name else [])
    by_hand = _by_hand().get(name)
    return frozenset([by_hand]) if by_hand else _by_cldr().get(name, frozenset())

"""The ledger: how many queries each page costs a stranger, once what is kept has been counted.

A number may fall. One that rises wants a reason; one that grows with the data is a fault.
"""

QUERIES: dict[str, int] = {
    "/": 12,
    # Three of a list's are the stamp that all its numbers hang on, and one the plans that
    # can be chosen; a search costs one more.
    "/arrangements/": 11,
    "/arrangements/?page=23": 11,
    # Of a search: the stamp that the words hang on, and the lessons, where a word is in none of
    # what a line shows.
    "/arrangements/?q=library&service_kind=frontline&region=london": 12,
    # Nothing found: what was meant is counted, and the first of what it finds are shown.
    "/arrangements/?q=Teignbrige": 15,
    "/arrangements/?body=essex-county-council&with=slough-borough-council": 13,
    # One for the stamp: how many of them are over since.
    "/arrangements/?on=2012-06-30&sector=police&sort=partners": 14,
    # Six of them look for arrangements that are like it; two, where there is no contact, for who
    # stands in the partners' place today and their pages.
    "/arrangements/SS0001/": 23,
    "/arrangements/SS0516/": 23,
    "/bodies/": 4,
    "/bodies/?page=25": 4,
    "/bodies/?q=slough&sector=council&sort=most": 5,
    # One of these is the services that bodies like it share.
    "/bodies/essex-county-council/": 21,
    "/bodies/somerset-council/": 20,
    "/bodies/police-forces-of-england-and-wales/": 19,
    "/bodies/slugh-council/": 9,
    # The services, and what is held of the bodies and arrangements that are shown.
    "/finder/": 2,
    "/finder/?body=teignbridge-district-council&service=legal": 16,
    # One more for who runs the model that is preferred.
    "/finder/?body=essex-police&service=libraries&within=50&model=joint_committee": 17,
    "/finder/?body=taunton-deane-borough-council&service=ict": 8,
    # The stamp that what is kept hangs on; a pack's are its arrangements with all that they hold.
    "/reorganisation/": 1,
    "/reorganisation/past/": 1,
    "/reorganisation/surrey/": 15,
    "/reorganisation/kent/": 15,
    "/reorganisation/west-surrey-council/": 15,
    "/reorganisation/guildford-borough-council/": 15,
    # The stamps that the plans and the words hang on, and the names of what is found.
    "/reorganisation/?q=surrey": 4,
    "/reorganisation/surrey/divide/": 3,
    "/reorganisation/kent/divide/": 3,
    "/reorganisation/register/?body=woking-borough-council": 13,
    "/reorganisation/register/?body=woking-borough-council&body=guildford-borough-council": 13,
    "/search.json?q=shepway": 1,
    "/services/": 2,
    # The stamp that the words hang on.
    "/services/?q=bins": 3,
    "/services/legal/": 13,
    "/services/ict/": 13,
    # What is drawn is kept: these ask whether it still holds, and how old the data is.
    "/insight/": 2,
    "/insight/?on=2012-06-30&service_kind=management": 2,
    "/insight/why-no-total/": 1,
    "/compare/": 1,
    "/compare/?arrangement=SS0252&arrangement=SS0391": 13,
    "/compare/?arrangement=SS0252&arrangement=SS0389&arrangement=SS0391&arrangement=SS0442": 13,
    "/is-sharing-right/": 2,
    # Kept for strangers, as the map is.
    "/lists/": 1,
    "/lessons/": 12,
    "/lessons/?page=16": 12,
    # One of a search's is the stamp that the words hang on.
    "/lessons/?q=income+legal&service=legal&topic=goals": 18,
    # The first arrangements, their partners and the partners' bodies, for those without scripts.
    # The page without a query is kept for strangers: what is asked is whether it still holds.
    "/map/": 1,
    # One is the stamp that the days of plans hang on, one that of what is over since. As planned,
    # the table is of the map's data.
    "/map/?on=2012-06-30&service_kind=management": 16,
    "/map/?planned=2028-04-01&service_kind=management": 27,
    "/map/names.json": 2,
    "/map/SS0001.json": 11,
    "/map/picture.svg": 1,
    "/map/picture.svg?width=narrow&on=2012-06-30&service_kind=management": 1,
    "/map/data.json": 2,
    "/map/data.json?on=2012-06-30&service_kind=management": 2,
    "/map/data.json?planned=2028-04-01&service_kind=management": 2,
    "/about/data/": 3,
    "/about/": 4,
    "/accounts/login/": 1,
    "/healthz": 1,
    "/no-such-page/": 1,
}

# What an editor's pages cost; import 1 is the shipped catalogue.
EDITORS_QUERIES: dict[str, int] = {
    "/imports/": 7,
    "/imports/new/": 5,
    "/imports/1/": 9,
    "/imports/1/?show=new&page=5": 9,
}

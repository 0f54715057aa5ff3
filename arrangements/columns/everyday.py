"""Headings that officers give to the columns of their own lists, by the key of our column.

Not shown as help: the few names worth showing stand at the column itself. A heading that could as
well mean something else ("Email", "Progress", "Members") is left to a person.
"""

from __future__ import annotations

from itertools import product

_FORECAST = ("predicted", "forecast", "expected", "estimated", "projected", "planned", "target")
_OTHERS = ("actual", "total", "cumulative", "cashable", "financial", "efficiency", "one-off")
_SAVINGS = ("saving", "savings")
_AFTER = ("pa", "p.a.", "per annum", "per year", "a year", "achieved", "made", "realised")
_AFTER_THAT = ("to date", "achieved to date", "made to date", "predicted", "forecast", "expected")


def _claims() -> list[str]:
    before = ["", *_FORECAST, *_OTHERS]
    return [
        *(" ".join(words) for words in product(before, ("", "annual"), _SAVINGS)),
        *(" ".join(words) for words in product(before, _SAVINGS, (*_AFTER, *_AFTER_THAT))),
        *("Amount saved", "Money saved", "Value of savings", "Value of saving", "Efficiencies"),
    ]


_NAMES = """
reference: Ref No; Ref number; Reference number; Reference no; Unique reference; Our ref;
    Our reference; SS ref; Sharedmap reference
name: Arrangement; Name of arrangement; Name of partnership; Name of shared service;
    Name of service; Shared services; Shared service name; Shared service title; Service name;
    Partnership title; Project; Project name; Project title; Name of project; Scheme; Scheme name;
    Initiative; Collaboration; Collaboration name; Name of collaboration
summary: Brief description; Short description; Full description; Overview; Outline; Detail;
    Description of service; Description of shared service; Description of arrangement;
    Description of project; Project description; Service description; Brief summary;
    Summary of arrangement; Summary of service
services: Service areas; Services shared; Shared service area; Service type; Type of service;
    Service category; Services covered; Services included; Services involved; Area of service;
    Function; Functions; Function shared; Functions shared; Business area; Categories; Service s
partners: Partner; Partner s; Partner name; Partner names; Names of partners; List of partners;
    Partners involved; Other partners; Partner councils; Other councils; Councils; Council s;
    Councils partners; Authorities; Authorities involved; Local authorities; Participants;
    Local authorities involved; Participating authorities; Participating councils;
    Participating organisations; Partner authorities; Other authorities; Member authorities;
    Member councils; Partner bodies; Public bodies; Bodies involved; Organisations;
    Other organisations; Partner organisation s; Who is involved; Parties; Parties involved;
    Shared with; Sharing with; Shared between; Boroughs; Boroughs involved; Districts;
    Districts involved; Forces; Forces involved; Police forces
lead: Lead body; Lead LA; Lead authority council; Lead council authority; Leading authority;
    Leading council; Lead agency
host: Host body; Host LA; Host partner; Hosting authority; Hosting council; Hosting organisation;
    Employing authority; Employing council
model: Governance arrangements; Governance structure; Model of delivery; Delivery vehicle;
    Operating model; Vehicle; Legal model; Type of arrangement; Arrangement type;
    Type of partnership; Partnership type; Type of collaboration; Model of sharing; Sharing model
status: Current status; Current stage; Project status; Project stage; Stage reached;
    Status of project; Current position
status_as_of: As at; Status as at; Year of status; Status date; Date of status; Position as at
start: Date started; Starting date; Date of start; Start year; Year started; Year of start;
    Commenced; Commencement; Commencement date; Date of commencement; Date commenced; Launched;
    Launch; Launch date; Date launched; Established; Date established; Year established; Since;
    From; Date from; In place since; Live date; Live since; Live from; Date live; Went live;
    Operational from; Operational since; Operational date; Implemented; Implementation date;
    Date implemented; Date set up; Set up date; Go-live year; Started in; Began in
end: Date ended; Date of end; End year; Year ended; Finish; Finished; Finish date; Until; To;
    Date to; Closed; Closure date; Date closed; Ceased; Date ceased; Terminated; Termination date
agreement_ends: Agreement end; Agreement end date; Agreement expires; Agreement expiry;
    Contract end; Contract ends; Contract end date; Contract expires; Contract expiry;
    Contract expiry date; Expiry date; Expires
notice_months: Notice period; Notice period months; Notice period in months; Notice in months;
    Months of notice
told_by: Sources; Information source; Source of data; Source of figures; Where from; Found in
setup_cost: Set up costs; Setup cost; Setup costs; Cost of set up; Cost to set up;
    Implementation cost; Implementation costs; Start-up cost; Start-up costs; Startup costs;
    Up-front cost; Up-front costs; Upfront costs; Transition costs
payback: Payback period; Payback time; Pay back
motives: Motive; Motivation; Key drivers; Driver
motives_text: Aims; Aim; Objectives; Objective; Purpose; Rationale; Reason for sharing;
    Reasons for sharing; Why share
contact_role: Contact job title; Contact post
contact_page: Web site; Webpage; Web link; Weblink; Website address; Website link; Website URL;
    Hyperlink
part_of: Umbrella; Part of programme; Parent arrangement
ended_why: Reason ended; Reason for end; Reason for closure
checked_on: Last checked; Date checked; Last confirmed
"""
# What may mean something else, or is kept for oneself: proposed, and only a person takes it.
_PROPOSED = """
services: What's shared; What is shared; What we share; What do we share; What do you share; Shared
status: Still going; Still running; Still live; Still active; Still in place; Still in operation;
    Is it live; Is it running; Is it still running; Is it still going; Running; Live
note: Comment; Comments; Remark; Remarks; Additional information; Further information;
    Other information; Additional notes; Other notes; Further notes; Other comments;
    Further comments; Additional comments
"""


def _read(said: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for entry in said.replace("\n    ", " ").strip().splitlines():
        key, _, listed = entry.partition(": ")
        names[key] = tuple(name.strip() for name in listed.split(";"))
    return names


EVERYDAY = _read(_NAMES) | {"claim": tuple(_claims())}
PROPOSED = _read(_PROPOSED)

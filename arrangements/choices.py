"""The coded words: what may stand in a coded column, and how a person reads it."""

from __future__ import annotations

from django.db.models import TextChoices


class BodyKind(TextChoices):
    COUNTY = "county", "County council"
    DISTRICT = "district", "District council"
    UNITARY = "unitary", "Unitary council"
    METROPOLITAN_BOROUGH = "metropolitan_borough", "Metropolitan borough"
    LONDON_BOROUGH = "london_borough", "London borough"
    CITY_CORPORATION = "city_corporation", "City corporation"
    SCOTTISH_COUNCIL = "scottish_council", "Scottish council"
    WELSH_COUNCIL = "welsh_council", "Welsh council"
    NI_DISTRICT = "ni_district", "Northern Ireland council"
    COMBINED_AUTHORITY = "combined_authority", "Combined authority"
    COMBINED_COUNTY_AUTHORITY = "combined_county_authority", "Combined county authority"
    STRATEGIC_AUTHORITY = "strategic_authority", "Strategic authority"
    POLICE_FORCE = "police_force", "Police force"
    SPECIAL_POLICE_FORCE = "special_police_force", "Special police force"
    POLICE_AUTHORITY = "police_authority", "Police authority"
    POLICE_COMMISSIONER = "police_commissioner", "Police and crime commissioner"
    FIRE_AND_RESCUE = "fire_and_rescue", "Fire and rescue service"
    NHS_TRUST = "nhs_trust", "NHS trust"
    PRIMARY_CARE_TRUST = "primary_care_trust", "Primary care trust"
    CLINICAL_COMMISSIONING_GROUP = "clinical_commissioning_group", "Clinical commissioning group"
    INTEGRATED_CARE_BOARD = "integrated_care_board", "Integrated care board"
    HEALTH_BOARD = "health_board", "Health board"
    HSC_TRUST = "hsc_trust", "Health and social care trust"
    NATIONAL_PARK = "national_park", "National park authority"
    WASTE_AUTHORITY = "waste_authority", "Waste authority"
    GROUP = "group", "Group of bodies"
    OTHER = "other", "Other body"


class Tier(TextChoices):
    UPPER = "upper", "Upper tier (county)"
    LOWER = "lower", "Lower tier (district)"
    SINGLE = "single", "Single tier"


class Sector(TextChoices):
    COUNCIL = "council", "Council"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"
    FIRE = "fire", "Fire and rescue"
    OTHER = "other", "Other"


class Nation(TextChoices):
    ENGLAND = "england", "England"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"
    UNITED_KINGDOM = "united-kingdom", "United Kingdom"


class Region(TextChoices):
    EAST_MIDLANDS = "east-midlands", "East Midlands"
    EAST_OF_ENGLAND = "east-of-england", "East of England"
    LONDON = "london", "London"
    NORTH_EAST = "north-east", "North East"
    NORTH_WEST = "north-west", "North West"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    WEST_MIDLANDS = "west-midlands", "West Midlands"
    YORKSHIRE_AND_THE_HUMBER = "yorkshire-and-the-humber", "Yorkshire and the Humber"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"


class NameKind(TextChoices):
    FORMER = "former", "Former name"
    ALIAS = "alias", "Also called"
    SHORT = "short", "Short name"
    ONS = "ons", "Name in official statistics"
    WELSH = "welsh", "Welsh name"
    ACRONYM = "acronym", "Initials"


class AdjacencyKind(TextChoices):
    LAND = "land", "Boundary on land"
    WATER = "water", "Boundaries meet in water"
    FACING = "facing", "Face each other across water"
    CONTAINS = "contains", "One lies inside the other"


class PlanStatus(TextChoices):
    PROPOSED = "proposed", "Proposed"
    DECISION_ANNOUNCED = "decision_announced", "Government decision announced"
    ORDER_MADE = "order_made", "Order made"
    VESTED = "vested", "Done"


class Extent(TextChoices):
    WHOLE = "whole", "Whole"
    PART = "part", "In part"


class Becomes(TextChoices):
    """What becomes of an arrangement under a plan; the heaviest first."""

    SPLIT = "split", "A partner is divided"
    STRADDLING = "straddling", "Partners end in different councils"
    CARRIED = "carried", "A partner is replaced whole, others are not in the plan"
    ABSORBED = "absorbed", "All partners end in one council"
    NOT_DECIDED = "not-decided", "Not decided"
    NOT_TOUCHED = "not-touched", "Not touched"


class ServiceKind(TextChoices):
    MANAGEMENT = "management", "Management"
    BACK_OFFICE = "back_office", "Back office"
    FRONT_OFFICE = "front_office", "Front office"
    FRONTLINE = "frontline", "Front line"


class Role(TextChoices):
    LEAD = "lead", "Lead"
    HOST = "host", "Host"
    PARTNER = "partner", "Partner"
    CLIENT = "client", "Client"


class Model(TextChoices):
    LEAD_AUTHORITY = "lead_authority", "Lead or host authority"
    JOINT_COMMITTEE = "joint_committee", "Joint committee"
    SHARED_STAFF = "shared_staff", "Shared staff or post"
    SERVICE_CONTRACT = "service_contract", "Service contract between public bodies"
    JOINT_COMPANY = "joint_company", "Jointly owned company"
    JOINT_VENTURE = "joint_venture", "Joint venture with a private partner"
    OUTSOURCED = "outsourced", "Joint contract with a private supplier"
    MUTUAL_TRUST = "mutual_trust", "Mutual, co-operative or charitable trust"
    JOINT_AUTHORITY = "joint_authority", "Separate statutory body"
    POLICE_COLLABORATION = "police_collaboration", "Police collaboration agreement"
    FIRE_COLLABORATION = "fire_collaboration", "Fire collaboration"
    NHS_PARTNERSHIP = "nhs_partnership", "NHS and council partnership"
    INTEGRATION_JOINT_BOARD = "integration_joint_board", "Integration joint board"
    JOINT_PROCUREMENT = "joint_procurement", "Joint procurement or framework"
    CO_LOCATION = "co_location", "Co-location"
    INFORMAL = "informal", "Informal collaboration"
    FORMAL_AGREEMENT = "formal_agreement", "Formal collaboration agreement"
    UNKNOWN = "unknown", "Not known"


class ModelForm(TextChoices):
    BY_SHARES = "by_shares", "Limited by shares"
    BY_GUARANTEE = "by_guarantee", "Limited by guarantee"
    LLP = "llp", "Limited liability partnership"
    CIC = "cic", "Community interest company"
    MUTUAL = "mutual", "Mutual"
    CHARITY = "charity", "Charity"
    SOCIAL_ENTERPRISE = "social_enterprise", "Social enterprise"


class Status(TextChoices):
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    IN_DEVELOPMENT = "in_development", "Being set up"
    LIVE = "live", "Running"
    NOTICE_GIVEN = "notice_given", "Notice given"
    ENDED = "ended", "Ended"
    ABANDONED = "abandoned", "Not pursued"
    SUPERSEDED = "superseded", "Replaced or merged"
    UNKNOWN = "unknown", "Not known"


# What ever ran; a start of any other is a plan.
RAN = (Status.LIVE, Status.NOTICE_GIVEN, Status.ENDED, Status.SUPERSEDED)


class EndedWhy(TextChoices):
    POLICY = "policy", "Policy"
    COST = "cost", "Cost"
    SAVING_NOT_DELIVERED = "saving_not_delivered", "Saving not delivered"
    SERVICE_QUALITY = "service_quality", "Service quality"
    POLITICAL_CHANGE = "political_change", "Political change"
    REORGANISATION = "reorganisation", "Reorganisation"
    CONTRACT_END = "contract_end", "Contract came to its end"
    PARTNER_LEFT = "partner_left", "A partner left"
    REPLACED_BY_LARGER = "replaced_by_larger", "Replaced by a larger one"
    UNKNOWN = "unknown", "Not known"


class Motive(TextChoices):
    SAVINGS = "savings", "Savings"
    RESILIENCE = "resilience", "Resilience"
    QUALITY = "quality", "Quality"
    SPECIALISTS = "specialists", "Specialists and recruitment"
    BUYING_POWER = "buying_power", "Buying power"
    INCOME = "income", "Income"
    CUSTOMER = "customer", "Access for customers"
    REQUIRED = "required", "Required by law or intervention"


class SavingPattern(TextChoices):
    ONE_OFF = "one_off", "One-off"
    ANNUAL = "annual", "A year"
    CUMULATIVE = "cumulative", "Over a period"


class SavingBasis(TextChoices):
    FORECAST = "forecast", "Forecast"
    REPORTED = "reported", "Reported by the bodies"
    AUDITED = "audited", "Audited by somebody else"
    DISPUTED = "disputed", "Disputed"


class SavingNature(TextChoices):
    CASHABLE = "cashable", "Cashable"
    COST_AVOIDED = "cost_avoided", "Cost avoided"
    INCOME = "income", "Income"
    DIVIDEND = "dividend", "Dividend"
    LOSS_PREVENTED = "loss_prevented", "Loss prevented"


class SavingScope(TextChoices):
    THIS = "this", "This arrangement"
    WIDER = "wider", "Wider than this arrangement"


class Qualifier(TextChoices):
    ABOUT = "about", "About"
    UP_TO = "up_to", "Up to"
    AT_LEAST = "at_least", "At least"


class GrossOrNet(TextChoices):
    GROSS = "gross", "Gross"
    NET = "net", "Net"


class NoFigure(TextChoices):
    NOT_SET_UP_TO_SAVE = "not_set_up_to_save", "Not set up to save"
    NOT_MEASURED = "not_measured", "Not measured"
    NOT_PUBLISHED = "not_published", "Not published"
    WITHHELD = "withheld", "Withheld"
    NOT_YET_DUE = "not_yet_due", "Not yet due"
    UNKNOWN = "unknown", "Not known"


class SourceKind(TextChoices):
    AGREEMENT = "agreement", "Agreement"
    BUSINESS_CASE = "business_case", "Business case"
    COMMITTEE_PAPER = "committee_paper", "Committee paper"
    EVALUATION = "evaluation", "Evaluation or audit"
    OWN_PAGE = "own_page", "Partners' own page"
    PRESS = "press", "Press"
    LEGISLATION = "legislation", "Legislation"
    OFFICIAL_RECORD = "official_record", "Official record"
    COPY = "copy", "Copy or blog"
    EDITOR = "editor", "An editor's list"


class Topic(TextChoices):
    WHY_SHARE = "why_share", "Why share"
    WHO_LEADS = "who_leads", "Who leads"
    MODELS = "models", "Models and agreements"
    PEOPLE = "people", "Transition: people"
    CONTRACTS = "contracts", "Transition: contracts"
    SYSTEMS = "systems", "Transition: systems"
    EQUIPMENT = "equipment", "Transition: equipment and buildings"
    RESOURCES = "resources", "Transition: time and money"
    GOALS = "goals", "Achieving the goals"
    ENDING = "ending", "Ending and leaving"


class Geography(TextChoices):
    ADJOINING = "adjoining", "Yes"
    ACROSS_WATER = "across-water", "Across water"
    SEPARATE = "separate", "No"


class Mix(TextChoices):
    SAME_TIER = "same-tier", "Councils of one tier"
    ACROSS_TIERS = "across-tiers", "Councils of different tiers"
    ACROSS_REGIONS = "across-regions", "Partners in several regions"
    WITH_HEALTH = "with-health", "With health"
    WITH_POLICE = "with-police", "With police"
    WITH_FIRE = "with-fire", "With fire and rescue"
    WITH_OTHER = "with-other", "With other bodies"


class CheckedBy(TextChoices):
    PARTNER = "partner", "An officer of a partner"
    EDITOR = "editor", "An editor of the catalogue"
    PUBLIC = "public", "A member of the public"

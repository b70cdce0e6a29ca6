// The scripted till's orders: what it keeps over a restart, and hands to the plugin as versions that grow old.
using System;
using System.Collections.Generic;
using System.Linq;
using Loyalkit.Iiko;
using Resto.Front.Api.Data.Assortment;
using Resto.Front.Api.Data.Device;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;

namespace ScriptedFront
{
    internal sealed class Named : IPaymentType, IDiscountType, ITerminal, IPointOfSale, ICashRegisterInfo, IProduct, IProductCategory, IUser
    {
        public Named(int number, string name)
        {
            Id = new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 0);
            Name = name;
        }

        public Guid Id { get; }
        public string Name { get; }
        public string FriendlyName => Name;
        public ICashRegisterInfo CashRegister => this;
        public IProductCategory Category => this;
        public PaymentTypeKind Kind { get; set; } = PaymentTypeKind.External;
        public bool ProcessAsDiscount { get; set; }
        public bool Deleted => false;
        public bool IsActive => true;
        public bool DiscountByFlexibleSum => true;
    }

    internal sealed class Payment : IPaymentItem
    {
        public Guid Id { get; set; } = Guid.NewGuid();
        public Named Kind { get; set; }
        public decimal Sum { get; set; }
        public decimal? MaxSum { get; set; }
        public PaymentStatus Status { get; set; }
        public bool IsPrepay { get; set; }
        public string Transaction { get; set; }
        public string RollbackData { get; set; }
        public bool IsExternal { get; set; }
        public IPaymentType Type => Kind;
        public IPointOfSale PointOfSale => Status == PaymentStatus.Processed ? Dictionary.Register : null;
    }

    internal sealed class Dish : IOrderProductItem
    {
        public Guid Id { get; } = Guid.NewGuid();
        public Named Kind { get; set; }
        public decimal ResultSum { get; set; }
        public bool Deleted { get; set; }
        public IProduct Product => Kind;
        public IReadOnlyList<IOrderModifierItem> AssignedModifiers => new IOrderModifierItem[0];
    }

    internal sealed class Applied : IDiscountItem, IAppliedDiscountItem
    {
        public IDiscountType DiscountType { get; set; }
        public IPaymentItem DiscountPaymentItem { get; set; }
        public decimal DiscountSum { get; set; }
        public IDiscountItem Discount => this;
    }

    /// <summary>What iikoOffice and the till's own settings hold.</summary>
    internal static class Dictionary
    {
        public static readonly Named Points = new Named(0x21, "Баллы LoyalClient");
        public static readonly Named PointsAsDiscount = new Named(0x22, "Баллы скидкой") { ProcessAsDiscount = true };
        public static readonly Named Unnamed = new Named(0x23, "Забытый тип");
        public static readonly Named Discount = new Named(0x31, "Скидка LoyalClient");
        public static readonly Named Here = new Named(0x41, "Касса 1");
        public static readonly Named Elsewhere = new Named(0x42, "Касса 2");
        public static readonly Named Register = new Named(0x51, "ФР 1");
        public static readonly Named Cashier = new Named(0x61, "Кассир");
        public static readonly Named[] PaymentTypes = { Points, PointsAsDiscount, Unnamed };
    }

    internal sealed class Order : IOrder
    {
        public Guid Id { get; set; }
        public int Number { get; set; }
        public int Revision { get; set; }
        public OrderStatus Status { get; set; }
        public decimal Goods { get; set; }
        public decimal Tobacco { get; set; }
        public decimal? LoyaltyDiscount { get; set; }
        public DateTime? CloseTime { get; set; }
        public Guid? StornedOrderId { get; set; }
        public Guid LastChangedTerminalId { get; set; } = Dictionary.Here.Id;
        public List<Payment> All { get; private set; } = new List<Payment>();

        public decimal ResultSum => Goods + Tobacco - (LoyaltyDiscount ?? 0) - PaymentDiscounts.Sum(discount => discount.DiscountSum);
        public IReadOnlyList<IPaymentItem> Payments => All;
        public IReadOnlyList<IDiscountItem> Discounts => Loyalty();
        public IReadOnlyList<IAppliedDiscountItem> AppliedDiscounts => Loyalty();
        public IReadOnlyList<IAppliedDiscountItem> PaymentDiscounts =>
            All.Where(item => item.Kind.ProcessAsDiscount && item.Status != PaymentStatus.Cancelled)
                .Select(item => new Applied { DiscountPaymentItem = item, DiscountSum = item.Sum }).ToArray();
        public IReadOnlyList<IOrderRootItem> Items => new IOrderRootItem[]
        {
            new Dish { Kind = new Named(0x71, "Кухня"), ResultSum = Goods },
            new Dish { Kind = new Named(0x72, "Табак"), ResultSum = Tobacco },
            new Dish { Kind = new Named(0x72, "Табак"), ResultSum = 300, Deleted = true },
        };

        private Applied[] Loyalty() => LoyaltyDiscount == null
            ? new Applied[0] : new[] { new Applied { DiscountType = Dictionary.Discount, DiscountSum = LoyaltyDiscount.Value } };

        /// <summary>iiko hands out versions: what the plugin holds does not change under its hands.</summary>
        public Order Copy() => Read(Write());

        public Fields Write() => new Fields()
            .With("id", Id.ToString()).With("number", (decimal)Number).With("revision", (decimal)Revision).With("status", Status.ToString())
            .With("goods", Goods).With("tobacco", Tobacco).With("loyaltyDiscount", LoyaltyDiscount).With("sum", ResultSum)
            .With("closed", CloseTime?.Ticks.ToString()).With("storned", StornedOrderId?.ToString()).With("terminal", LastChangedTerminalId.ToString())
            .With("payments", All.Select(item => (object)new Fields()
                .With("id", item.Id.ToString()).With("type", item.Kind.Name).With("sum", item.Sum).With("maxSum", item.MaxSum).With("status", item.Status.ToString())
                .With("prepay", item.IsPrepay).With("external", item.IsExternal).With("transaction", item.Transaction).With("rollbackData", item.RollbackData)).ToList());

        public static Order Read(Fields from) => new Order
        {
            Id = Guid.Parse(from.Text("id")),
            Number = (int)from.Number("number"),
            Revision = (int)from.Number("revision"),
            Status = (OrderStatus)Enum.Parse(typeof(OrderStatus), from.Text("status")),
            Goods = from.Number("goods") ?? 0,
            Tobacco = from.Number("tobacco") ?? 0,
            LoyaltyDiscount = from.Number("loyaltyDiscount"),
            CloseTime = from.Text("closed") == null ? (DateTime?)null : new DateTime(long.Parse(from.Text("closed")), DateTimeKind.Local),
            StornedOrderId = from.Text("storned") == null ? (Guid?)null : Guid.Parse(from.Text("storned")),
            LastChangedTerminalId = Guid.Parse(from.Text("terminal")),
            All = from.List("payments").Cast<Fields>().Select(item => new Payment
            {
                Id = Guid.Parse(item.Text("id")),
                Kind = Dictionary.PaymentTypes.Single(type => type.Name == item.Text("type")),
                Sum = item.Number("sum") ?? 0,
                MaxSum = item.Number("maxSum"),
                Status = (PaymentStatus)Enum.Parse(typeof(PaymentStatus), item.Text("status")),
                IsPrepay = item.Flag("prepay"),
                IsExternal = item.Flag("external"),
                Transaction = item.Text("transaction"),
                RollbackData = item.Text("rollbackData"),
            }).ToList(),
        };
    }
}
